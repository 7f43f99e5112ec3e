// Any CPU: 128-bit vectors, sixteen registers (SSE2 on x86-64, and what the compiler makes of it elsewhere).
#define ALMANAC_VARIANT generic
#define ALMANAC_VECTOR_FLOATS 4
#define ALMANAC_TILE_ROWS 4
#define ALMANAC_TILE_VECTORS 2
#include "table.hpp"
