#!/usr/bin/env bash
# Builds and runs the C++ tests of the native core as npm test does not:
#
#   tools/check-native.sh [mode...]     all modes where none is named
#
#   address   AddressSanitizer and UndefinedBehaviorSanitizer
#   thread    ThreadSanitizer, with the tests of what threads do
#   lanes     without the vector extension, as Visual C++ compiles it
#   clang     clang++ instead of the default compiler
#   arm64     the NEON variant, cross-compiled by aarch64-linux-gnu-g++ and run by qemu-aarch64
#
# Builds lie in native/build-<mode>. Needs cmake; on Debian: apt install cmake g++ clang g++-aarch64-linux-gnu qemu-user.
# CXX chooses the compiler of the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."

build() {
  local mode=$1
  shift
  cmake -S native -B "native/build-$mode" "$@" >/dev/null
  cmake --build "native/build-$mode" --target almanac_tests --parallel
}

check() {
  echo "== $1"
  case $1 in
    address)
      build address -DCMAKE_BUILD_TYPE=RelWithDebInfo \
        -DCMAKE_CXX_FLAGS='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
      native/build-address/almanac_tests
      ;;
    thread)
      build thread -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_FLAGS='-fsanitize=thread'
      # The rest computes on one thread alone, for ten times as long.
      TSAN_OPTIONS=halt_on_error=1 native/build-thread/almanac_tests thread-team concurrency trainer determinism
      ;;
    lanes)
      build lanes -DCMAKE_CXX_FLAGS=-DALMANAC_PLAIN_LANES
      native/build-lanes/almanac_tests
      ;;
    clang)
      build clang -DCMAKE_CXX_COMPILER=clang++
      native/build-clang/almanac_tests
      ;;
    arm64)
      build arm64 -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 \
        -DCMAKE_CXX_COMPILER=aarch64-linux-gnu-g++ -DCMAKE_EXE_LINKER_FLAGS=-static
      qemu-aarch64 native/build-arm64/almanac_tests
      ;;
    *)
      echo "check-native: expected address, thread, lanes, clang or arm64, found '$1'" >&2
      exit 2
      ;;
  esac
}

if [ $# -eq 0 ]; then set -- address thread lanes clang arm64; fi
for mode in "$@"; do check "$mode"; done
