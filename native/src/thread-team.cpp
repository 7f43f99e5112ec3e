#include "thread-team.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>

#include "flush-denormals.hpp"

#if defined(__x86_64__) || defined(_M_X64)
#include <immintrin.h>
#endif

namespace almanac {
namespace {

void pause_processor() {
#if defined(__x86_64__) || defined(_M_X64)
  _mm_pause();
#elif defined(__aarch64__) && defined(__GNUC__)
  asm volatile("yield");
#endif
}

/**
 * Looks at `condition` for as long as it may take the system to wake a thread that sleeps; true once it holds. The parts
 * of a training step follow each other faster than threads fall asleep and are woken.
 */
template <typename Condition>
bool spin_until(const Condition& condition) {
  constexpr std::chrono::microseconds patience{50};
  const auto give_up = std::chrono::steady_clock::now() + patience;
  do {
    for (int look = 0; look < 16; ++look) {
      if (condition()) return true;
      pause_processor();
    }
  } while (std::chrono::steady_clock::now() < give_up);
  return false;
}

}  // namespace

ThreadTeam::ThreadTeam(std::size_t size) {
  workers_.reserve(size > 0 ? size - 1 : 0);
  // A thread that is destroyed unjoined ends the process, and a destructor does not run for a half-made object.
  try {
    for (std::size_t thread = 1; thread < size; ++thread) workers_.emplace_back([this, thread] { work(thread); });
  } catch (const std::system_error& error) {
    const std::size_t started = workers_.size();
    stop();
    throw std::runtime_error("expected to start " + std::to_string(size - 1) + " threads, the system started " +
                             std::to_string(started) + " (" + error.what() + "); ask for fewer threads.");
  } catch (...) {
    stop();
    throw;
  }
}

ThreadTeam::~ThreadTeam() { stop(); }

void ThreadTeam::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_.store(true);
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void ThreadTeam::run_erased(std::size_t count, Call call, void* context) {
  const FlushDenormals flush;
  if (workers_.empty() || count <= 1) {
    for (std::size_t index = 0; index < count; ++index) call(context, index, 0);
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    next_.store(0, std::memory_order_relaxed);
    count_ = count;
    call_ = call;
    context_ = context;
    busy_.store(workers_.size(), std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
  }
  wake_.notify_all();
  take_tasks(0);
  const auto all_done = [this] { return busy_.load(std::memory_order_acquire) == 0; };
  if (spin_until(all_done)) return;
  std::unique_lock lock(mutex_);
  done_.wait(lock, all_done);
}

void ThreadTeam::work(std::size_t thread) {
  const FlushDenormals flush;
  std::uint64_t seen = 0;
  const auto has_news = [&] { return stopping_.load() || round_.load(std::memory_order_acquire) != seen; };
  for (;;) {
    if (!spin_until(has_news)) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, has_news);
    }
    if (stopping_.load()) return;
    seen = round_.load(std::memory_order_acquire);
    take_tasks(thread);
    if (busy_.fetch_sub(1, std::memory_order_acq_rel) > 1) continue;
    // The lock keeps the caller from going to sleep between its look at busy_ and this notice.
    const std::lock_guard lock(mutex_);
    done_.notify_one();
  }
}

void ThreadTeam::take_tasks(std::size_t thread) {
  for (std::size_t index; (index = next_.fetch_add(1, std::memory_order_relaxed)) < count_;)
    call_(context_, index, thread);
}

}  // namespace almanac
