// Compiles operations/ for one instruction set. The including file defines
//   ALMANAC_VARIANT         name of the table's function and, as a string, of the instruction set
//   ALMANAC_VECTOR_FLOATS   floats in a vector register
//   ALMANAC_TILE_ROWS, ALMANAC_TILE_VECTORS   the register tile of the matrix product
#include "../operations/adam.hpp"
#include "../operations/add-branch.hpp"
#include "../operations/attention.hpp"
#include "../operations/dense.hpp"
#include "../operations/dropout.hpp"
#include "../operations/gradient-sum.hpp"
#include "../operations/gru.hpp"
#include "../operations/layer-norm.hpp"
#include "../operations/lstm.hpp"
#include "../operations/peak.hpp"
#include "../operations/pool.hpp"
#include "../operations/positional-encoding.hpp"
#include "../operations/sgd.hpp"
#include "../operations/temporal-attention.hpp"

#define ALMANAC_TEXT_OF(x) #x
#define ALMANAC_TEXT(x) ALMANAC_TEXT_OF(x)
#define ALMANAC_TABLE_OF(x) kernels_##x
#define ALMANAC_TABLE(x) ALMANAC_TABLE_OF(x)

namespace almanac {

extern const Kernels ALMANAC_TABLE(ALMANAC_VARIANT);
const Kernels ALMANAC_TABLE(ALMANAC_VARIANT) = {
    ALMANAC_TEXT(ALMANAC_VARIANT),
    vector_floats,
    panel_width,
    pack,
    lstm_forward,
    lstm_backward,
    gru_forward,
    gru_backward,
    temporal_attention_forward,
    temporal_attention_backward,
    dense_forward,
    dense_backward,
    dropout_apply,
    layer_norm_forward,
    layer_norm_backward,
    attention_forward,
    attention_backward,
    add_branch,
    add_positions,
    pool_mean_forward,
    pool_mean_backward,
    sum_gradients,
    sum_of_squares,
    adam_step,
    sgd_step,
    multiply_in_registers,
    exponential,
    sigmoid,
    tanh,
};

}  // namespace almanac
