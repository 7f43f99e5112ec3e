// x86-64 with AVX-512 F, BW, DQ, VL: 512-bit vectors, thirty-two registers.
#define ALMANAC_VARIANT avx512
#define ALMANAC_VECTOR_FLOATS 16
#define ALMANAC_TILE_ROWS 8
#define ALMANAC_TILE_VECTORS 3
#include "table.hpp"
