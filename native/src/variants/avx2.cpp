// x86-64 with AVX2 and FMA: 256-bit vectors, sixteen registers.
#define ALMANAC_VARIANT avx2
#define ALMANAC_VECTOR_FLOATS 8
#define ALMANAC_TILE_ROWS 4
#define ALMANAC_TILE_VECTORS 3
#include "table.hpp"
