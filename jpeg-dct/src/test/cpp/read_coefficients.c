// What the machine's own libjpeg reads of JPEG files: one path a line on standard input, one record a
// file on standard output, which Libjpeg.java reads. Numbers are of 32 bits in native order:
//
//   1, text                                a fatal error
//   0, width, height, warnings, text       the first warning's text, then of each of the components
//      components                          (a text is its length and its bytes)
//      h, v, blocks wide, blocks high, stride, 1 or 0: whether a scan of it has begun
//      64 x 16 bits table, stride x blocks high x 64 x 16 bits coefficients

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#define MAX_BYTES (64 << 20)
#define MAX_PIXELS 100000000.0

struct Outcome {
  struct jpeg_error_mgr errors;
  jmp_buf escape;
  char text[JMSG_LENGTH_MAX];
};

static void keep_text(j_common_ptr cinfo) {
  cinfo->err->format_message(cinfo, ((struct Outcome*)cinfo->err)->text);
}

static void leave(j_common_ptr cinfo) {
  keep_text(cinfo);
  longjmp(((struct Outcome*)cinfo->err)->escape, 1);
}

static void put(int32_t value) { fwrite(&value, sizeof value, 1, stdout); }

static void put_text(const char* text) {
  put((int32_t)strlen(text));
  fwrite(text, 1, strlen(text), stdout);
}

static void put_component(j_decompress_ptr c, int i, jvirt_barray_ptr array) {
  const jpeg_component_info* component = &c->comp_info[i];
  const JDIMENSION h = (JDIMENSION)component->h_samp_factor;
  const JDIMENSION stride = (component->width_in_blocks + h - 1) / h * h;
  const JQUANT_TBL none = {{0}, FALSE};
  const JQUANT_TBL* table = component->quant_table;  // set when a scan of it begins
  put(component->h_samp_factor);
  put(component->v_samp_factor);
  put((int32_t)component->width_in_blocks);
  put((int32_t)component->height_in_blocks);
  put((int32_t)stride);
  put(table != NULL);
  fwrite((table != NULL ? table : &none)->quantval, sizeof none.quantval, 1, stdout);
  for (JDIMENSION y = 0; y < component->height_in_blocks; y++) {
    JBLOCKARRAY row = c->mem->access_virt_barray((j_common_ptr)c, array, y, 1, FALSE);
    fwrite(row[0], sizeof(JBLOCK), stride, stdout);
  }
}

// From memory: how often libjpeg warns of one flaw depends on how many bytes it has at hand.
static void put_file(j_decompress_ptr c, const unsigned char* jpeg, size_t length) {
  struct Outcome outcome;
  outcome.text[0] = 0;
  c->err = jpeg_std_error(&outcome.errors);
  outcome.errors.output_message = keep_text;  // of the first warning
  outcome.errors.error_exit = leave;
  jpeg_create_decompress(c);
  if (setjmp(outcome.escape)) {
    put(1);
    put_text(outcome.text);
  } else {
    jpeg_mem_src(c, jpeg, length);
    jpeg_read_header(c, TRUE);
    if ((double)c->image_width * c->image_height > MAX_PIXELS) {
      put(1);
      put_text("more pixels than are compared");
    } else {
      jvirt_barray_ptr* arrays = jpeg_read_coefficients(c);
      put(0);
      put((int32_t)c->image_width);
      put((int32_t)c->image_height);
      put((int32_t)outcome.errors.num_warnings);
      put_text(outcome.text);
      put(c->num_components);
      for (int i = 0; i < c->num_components; i++) put_component(c, i, arrays[i]);
    }
  }
  jpeg_destroy_decompress(c);
}

static unsigned char* whole(const char* path, size_t* length) {
  FILE* file = fopen(path, "rb");
  unsigned char* bytes = malloc(MAX_BYTES);
  if (file == NULL || bytes == NULL) exit(1);
  *length = fread(bytes, 1, MAX_BYTES, file);
  fclose(file);
  return bytes;
}

int main(void) {
  struct jpeg_decompress_struct cinfo;
  char path[4096];
  while (fgets(path, sizeof path, stdin) != NULL) {
    path[strcspn(path, "\n")] = 0;
    size_t length;
    unsigned char* jpeg = whole(path, &length);
    put_file(&cinfo, jpeg, length);
    free(jpeg);
  }
  return 0;
}
