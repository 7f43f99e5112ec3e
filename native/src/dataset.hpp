#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace almanac {

/** Windows over one matrix: sample i reads rows ends[i] - window + 1 .. ends[i], so overlapping windows share memory. */
struct Dataset {
  std::vector<float> features;      // [rows, features]
  std::vector<std::int32_t> ends;   // [samples]
  std::vector<float> labels;        // [samples, label width]
  std::vector<float> weights;       // of each label's loss, [samples, label width]; empty where all are 1

  std::size_t size() const { return ends.size(); }
};

}  // namespace almanac
