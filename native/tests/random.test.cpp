#include "check.hpp"

namespace almanac::tests {

// The same literals stand in the tests of engine/kernel/random.ts: both sides must draw the same words.
void test_random() {
  check(hash32(1, 1, 0, 0) == 1512489711u, "hash32(1, 1, 0, 0)");
  check(hash32(42, 7, 2, 12345) == 1740401579u, "hash32(42, 7, 2, 12345)");
  check(hash32(0xffffffffu, 1, 1, 99999999) == 3439516164u, "hash32(2^32 - 1, 1, 1, 99999999)");
  check(hash32(0, 0, 0, 0) == 4030176148u, "hash32(0, 0, 0, 0)");
  check(mix32(1) == 1364076727u, "mix32(1)");
  check(mix32(0xdeadbeefu) == 233162409u, "mix32(0xdeadbeef)");
}

}  // namespace almanac::tests
