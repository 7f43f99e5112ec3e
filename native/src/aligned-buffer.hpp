#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

#include "memory-limit.hpp"

namespace almanac {

/** A zeroed array of floats on a cache line border, so that no vector access straddles two lines. */
class AlignedBuffer {
 public:
  static constexpr std::size_t alignment = 64;

  AlignedBuffer() = default;
  /** Throws std::bad_alloc. */
  explicit AlignedBuffer(std::size_t size) : size_(size), data_(allocate(size)) {
    if (size > 0) std::memset(data_.get(), 0, size * sizeof(float));
  }

  float* data() { return data_.get(); }
  const float* data() const { return data_.get(); }
  std::size_t size() const { return size_; }

 private:
  struct Free {
    void operator()(float* p) const { ::operator delete(p, std::align_val_t{alignment}); }
  };
  static float* allocate(std::size_t size) {
    expect_room(size * sizeof(float));
    return static_cast<float*>(::operator new(size * sizeof(float), std::align_val_t{alignment}));
  }

  std::size_t size_ = 0;
  std::unique_ptr<float[], Free> data_;
};

/** `count` floats rounded up, so that what follows them in a buffer is aligned too. */
inline std::size_t aligned_size(std::size_t count) {
  constexpr std::size_t floats = AlignedBuffer::alignment / sizeof(float);
  return (count + floats - 1) / floats * floats;
}

}  // namespace almanac
