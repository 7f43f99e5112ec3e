#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#include "memory-limit.hpp"

namespace almanac {

/**
 * A zeroed array of floats on a cache line border, so that no vector access straddles two lines. By calloc: the system zeroes
 * a page of a large array when it is first used, so that making one takes no time.
 */
class AlignedBuffer {
 public:
  static constexpr std::size_t alignment = 64;

  AlignedBuffer() = default;
  /** Throws std::bad_alloc. */
  explicit AlignedBuffer(std::size_t size) : size_(size), memory_(allocate(size)) {}

  float* data() { return align(memory_.get()); }
  const float* data() const { return align(memory_.get()); }
  std::size_t size() const { return size_; }

 private:
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };
  static char* allocate(std::size_t size) {
    const std::size_t bytes = size * sizeof(float) + alignment;
    expect_room(bytes);
    void* memory = std::calloc(bytes, 1);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<char*>(memory);
  }
  static float* align(char* memory) {
    if (memory == nullptr) return nullptr;
    const std::uintptr_t beyond = reinterpret_cast<std::uintptr_t>(memory) % alignment;
    return reinterpret_cast<float*>(memory + (beyond == 0 ? 0 : alignment - beyond));
  }

  std::size_t size_ = 0;
  std::unique_ptr<char[], Free> memory_;
};

/** `count` floats rounded up, so that what follows them in a buffer is aligned too. */
inline std::size_t aligned_size(std::size_t count) {
  constexpr std::size_t floats = AlignedBuffer::alignment / sizeof(float);
  return (count + floats - 1) / floats * floats;
}

}  // namespace almanac
