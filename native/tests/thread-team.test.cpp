// A team that the system cannot start leaves no thread behind and throws; the process goes on.
#include "thread-team.hpp"

#include <atomic>
#include <stdexcept>

#include "check.hpp"

// Threads are made to fail by taking away the room for their stacks, which sanitizers do not survive.
#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ALMANAC_CAN_LIMIT_STACKS
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#endif

namespace almanac::tests {
namespace {

void test_every_task_runs_once() {
  ThreadTeam team(3);
  std::vector<std::atomic<int>> visits(100);
  team.run(visits.size(), [&](std::size_t index, std::size_t) { ++visits[index]; });
  bool once = true;
  for (const auto& count : visits) once = once && count == 1;
  check(once, "thread team: every task runs once");
}

#if defined(ALMANAC_CAN_LIMIT_STACKS)
void test_threads_that_do_not_start() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  rlimit before{};
  getrlimit(RLIMIT_AS, &before);
  rlimit tight = before;
  // Room for some stacks of 8 MiB and not for 255.
  tight.rlim_cur = pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) + (64u << 20);
  setrlimit(RLIMIT_AS, &tight);
  // Emulators take the limit and do not keep to it.
  void* stacks = mmap(nullptr, 256u << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const bool is_limited = stacks == MAP_FAILED;
  if (!is_limited) munmap(stacks, 256u << 20);
  std::string message;
  try {
    if (is_limited) const ThreadTeam team(256);
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  setrlimit(RLIMIT_AS, &before);
  if (!is_limited) {
    std::printf("thread team: refusal not tested, nothing limits the memory of this process\n");
    return;
  }
  check(message.starts_with("expected to start 255 threads, the system started "), "thread team: refusal, " + message);
  check(message.find("started 0 (") == std::string::npos, "thread team: some had started, " + message);
}
#endif

}  // namespace

void test_thread_team() {
#if defined(ALMANAC_CAN_LIMIT_STACKS)
  test_threads_that_do_not_start();
#endif
  test_every_task_runs_once();
}

}  // namespace almanac::tests
