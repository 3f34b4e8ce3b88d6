// CRAM's block codecs as htslib has them: libdeflate, libbz2, liblzma, htscodecs.
//   encode METHOD OPTION READS LINES OUT   blocks of READS lines each; qualities without line ends, read names (method 8) each with a NUL
//   decode BLOCKS PASSES [avx2]            prints bytes per second of CPU time of the best pass, bytes, CRC-32 of all output
// A file of blocks has for each: u32 method, u32 decoded size, u32 encoded size, the encoded bytes.
#include <bzlib.h>
#include <libdeflate.h>
#include <lzma.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// htscodecs 1.3.0; its headers are in a package of their own.
typedef struct {
  int num_records;
  uint32_t *len;
  uint32_t *flags;
} fqz_slice;
uint8_t *rans_compress(uint8_t *in, unsigned size, unsigned *out_size, int order);
uint8_t *rans_uncompress(uint8_t *in, unsigned size, unsigned *out_size);
uint8_t *rans_compress_4x16(uint8_t *in, unsigned size, unsigned *out_size, int order);
uint8_t *rans_uncompress_to_4x16(uint8_t *in, unsigned size, uint8_t *out, unsigned *out_size);
void rans_set_cpu(int opts);
uint8_t *arith_compress(uint8_t *in, unsigned size, unsigned *out_size, int order);
uint8_t *arith_uncompress_to(uint8_t *in, unsigned size, uint8_t *out, unsigned *out_size);
char *fqz_compress(int version, fqz_slice *slice, char *in, size_t size, size_t *out_size, int strategy, void *parameters);
char *fqz_decompress(char *in, size_t size, size_t *out_size, int *lengths, int count);
uint8_t *tok3_encode_names(char *names, int size, int level, int use_arith, int *out_size, int *last_start);
uint8_t *tok3_decode_names(uint8_t *in, uint32_t size, uint32_t *out_size);

enum { GZIP = 1, BZIP2, LZMA, RANS_4X8, RANS_NX16, ARITH, FQZCOMP, TOK3 };
#define DECODE_AVX2 (2 << 8)
#define MOST_READS 100000

static uint32_t lengths[MOST_READS], no_flags[MOST_READS];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint8_t *read_file(const char *path, size_t *size) {
  FILE *f = fopen(path, "rb");
  if (!f) exit(3);
  fseek(f, 0, SEEK_END);
  *size = ftell(f);
  rewind(f);
  uint8_t *bytes = malloc(*size + 64);
  if (fread(bytes, 1, *size, f) != *size) exit(3);
  fclose(f);
  return bytes;
}

static uint8_t *encode(int method, int option, uint8_t *in, unsigned size, int reads, unsigned *out_size) {
  size_t room = 2 * (size_t)size + 65536, at = 0;
  if (method == RANS_4X8) return rans_compress(in, size, out_size, option);
  if (method == RANS_NX16) return rans_compress_4x16(in, size, out_size, option);
  if (method == ARITH) return arith_compress(in, size, out_size, option);
  if (method == FQZCOMP) {
    fqz_slice slice = {reads, lengths, no_flags};
    uint8_t *out = (uint8_t *)fqz_compress(4, &slice, (char *)in, size, &at, option, NULL);
    *out_size = at;
    return out;
  }
  if (method == TOK3) return tok3_encode_names((char *)in, size, option % 10, option >= 10, (int *)out_size, NULL);
  uint8_t *out = malloc(room);
  if (method == GZIP) at = libdeflate_gzip_compress(libdeflate_alloc_compressor(option), in, size, out, room);
  if (method == LZMA && lzma_easy_buffer_encode(option, LZMA_CHECK_CRC32, NULL, in, size, out, &at, room)) exit(5);
  unsigned bz_size = room;
  if (method == BZIP2) {
    if (BZ2_bzBuffToBuffCompress((char *)out, &bz_size, (char *)in, size, option, 0, 30)) exit(5);
    at = bz_size;
  }
  *out_size = at;
  return out;
}

/** Fills `out`, as a reader of blocks needs it; what a codec allocates is its cost. */
static int decode(int method, uint8_t *in, unsigned in_size, uint8_t *out, unsigned size) {
  static struct libdeflate_decompressor *deflate;
  unsigned got = size;
  size_t wide = size, in_at = 0, out_at = 0;
  uint64_t limit = UINT64_MAX;
  uint8_t *own = NULL;
  switch (method) {
    case GZIP:
      if (!deflate) deflate = libdeflate_alloc_decompressor();
      return libdeflate_gzip_decompress(deflate, in, in_size, out, size, NULL) == 0;
    case BZIP2: return BZ2_bzBuffToBuffDecompress((char *)out, &got, (char *)in, in_size, 0, 0) == 0 && got == size;
    case LZMA: return lzma_stream_buffer_decode(&limit, 0, NULL, in, &in_at, in_size, out, &out_at, size) == 0 && out_at == size;
    case RANS_NX16: return rans_uncompress_to_4x16(in, in_size, out, &got) && got == size;
    case ARITH: return arith_uncompress_to(in, in_size, out, &got) && got == size;
    case RANS_4X8: own = rans_uncompress(in, in_size, &got); break;
    case FQZCOMP: own = (uint8_t *)fqz_decompress((char *)in, in_size, &wide, NULL, 0); got = wide; break;
    case TOK3: own = tok3_decode_names(in, in_size, &got); break;
  }
  if (!own || got != size) return 0;
  memcpy(out, own, size);
  free(own);
  return 1;
}

static int encode_file(int method, int option, int reads, const char *lines, const char *blocks) {
  size_t size, at = 0;
  uint8_t *text = read_file(lines, &size);
  FILE *f = fopen(blocks, "wb");
  while (at < size) {
    uint8_t *block = malloc(size - at + 1);
    uint32_t length = 0;
    int read = 0;
    for (; read < reads && at < size; read++) {
      uint8_t *end = memchr(text + at, '\n', size - at);
      if (!end) return 3;
      lengths[read] = end - (text + at);
      memcpy(block + length, text + at, lengths[read]);
      length += lengths[read];
      if (method == TOK3) block[length++] = 0;
      at += lengths[read] + 1;
    }
    uint32_t header[3] = {method, length, 0};
    uint8_t *encoded = encode(method, option, block, length, read, &header[2]);
    if (!encoded || fwrite(header, 4, 3, f) != 3 || fwrite(encoded, 1, header[2], f) != header[2]) return 5;
  }
  return fclose(f);
}

static int decode_file(const char *path, int passes) {
  size_t size, most = 0;
  uint8_t *blocks = read_file(path, &size);
  uint32_t header[3], crc = 0;
  for (size_t at = 0; at < size; at += 12 + header[2]) {
    memcpy(header, blocks + at, 12);
    if (header[1] > most) most = header[1];
  }
  uint8_t *out = malloc(most + 65536);
  double best = 1e9;
  uint64_t bytes = 0;
  for (int pass = 0; pass <= passes; pass++) {
    double start = now();
    bytes = 0;
    for (size_t at = 0; at < size; at += 12 + header[2]) {
      memcpy(header, blocks + at, 12);
      if (!decode(header[0], blocks + at + 12, header[2], out, header[1])) return 4;
      if (pass == 0) crc = libdeflate_crc32(crc, out, header[1]);
      bytes += header[1];
    }
    double seconds = now() - start;
    if (pass > 0 && seconds < best) best = seconds;
  }
  printf("%.0f %llu %u\n", bytes / best, (unsigned long long)bytes, crc);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 7 && !strcmp(argv[1], "encode")) return encode_file(atoi(argv[2]), atoi(argv[3]), atoi(argv[4]), argv[5], argv[6]);
  if (argc < 4 || strcmp(argv[1], "decode")) return 2;
  if (argc > 4) rans_set_cpu(DECODE_AVX2);
  return decode_file(argv[2], atoi(argv[3]));
}
