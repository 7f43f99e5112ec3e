#include "thread-team.hpp"

#include <stdexcept>
#include <string>
#include <system_error>

#include "flush-denormals.hpp"

namespace almanac {

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
    stopping_ = true;
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
    busy_ = workers_.size();
    ++round_;
  }
  wake_.notify_all();
  take_tasks(0);
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
}

void ThreadTeam::work(std::size_t thread) {
  const FlushDenormals flush;
  std::uint64_t seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stopping_ || round_ != seen; });
      if (stopping_) return;
      seen = round_;
    }
    take_tasks(thread);
    {
      const std::lock_guard lock(mutex_);
      if (--busy_ == 0) done_.notify_one();
    }
  }
}

void ThreadTeam::take_tasks(std::size_t thread) {
  for (std::size_t index; (index = next_.fetch_add(1, std::memory_order_relaxed)) < count_;)
    call_(context_, index, thread);
}

}  // namespace almanac
