#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace almanac {

/** Threads that wait for work between calls, at first awake; the calling thread is one of them. */
class ThreadTeam {
 public:
  /** Throws std::runtime_error, with no thread left behind, where the system does not start so many. */
  explicit ThreadTeam(std::size_t size);
  ~ThreadTeam();
  ThreadTeam(const ThreadTeam&) = delete;
  ThreadTeam& operator=(const ThreadTeam&) = delete;

  std::size_t size() const { return workers_.size() + 1; }

  /**
   * Calls `task(index, thread)` for each index below `count`, in any order and on any thread, and returns when all
   * are done. A task must not throw, and what it computes must depend on its index alone.
   */
  template <typename Task>
  void run(std::size_t count, Task&& task) {
    run_erased(count, [](void* context, std::size_t index, std::size_t thread) {
      (*static_cast<std::remove_reference_t<Task>*>(context))(index, thread);
    }, &task);
  }

 private:
  using Call = void (*)(void*, std::size_t, std::size_t);

  void run_erased(std::size_t count, Call call, void* context);
  void work(std::size_t thread);
  void take_tasks(std::size_t thread);
  /** Ends and joins the threads that were started. */
  void stop();

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::atomic<std::uint64_t> round_{0};  // changes under mutex_, as do the next two but for busy_'s way down
  std::atomic<std::size_t> busy_{0};
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> next_{0};
  std::size_t count_ = 0;  // these three are written before a round starts and read within it
  Call call_ = nullptr;
  void* context_ = nullptr;
  std::vector<std::thread> workers_;
};

}  // namespace almanac
