#pragma once

namespace almanac {

/** What a dense layer makes of its sums. */
enum class Activation { linear, relu, tanh };

}  // namespace almanac
