// Inflates every block of a BGZF file with libdeflate, PASSES times, and prints bytes per second of the best pass and their number.
#include <libdeflate.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint32_t word(const unsigned char *at) {
  uint32_t value;
  memcpy(&value, at, 4);
  return value;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  size_t limit = strtoull(argv[2], NULL, 10);
  int passes = atoi(argv[3]);
  unsigned char *file = malloc(limit);
  unsigned char *block = malloc(65536);
  FILE *f = fopen(argv[1], "rb");
  if (!f) return 3;
  size_t length = fread(file, 1, limit, f);
  struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
  double best = 1e9;
  uint64_t bytes = 0;
  for (int pass = 0; pass < passes; pass++) {
    double start = now();
    bytes = 0;
    for (size_t at = 0; at + 18 <= length;) {
      size_t size = (file[at + 16] | file[at + 17] << 8) + 1;
      if (at + size > length) break;
      uint32_t inflated = word(file + at + size - 4);
      if (libdeflate_deflate_decompress(d, file + at + 18, size - 26, block, inflated, NULL)) return 4;
      bytes += inflated;
      at += size;
    }
    double seconds = now() - start;
    if (seconds < best) best = seconds;
  }
  printf("%.0f %llu\n", bytes / best, (unsigned long long)bytes);
  return 0;
}
