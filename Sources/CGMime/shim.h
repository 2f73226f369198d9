#include <gmime/gmime.h>

/* What Swift cannot say by itself: GObject casts its types with macros. */

static inline GMimeMessage *cgmime_parse(const char *bytes, size_t length) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  return message;
}

static inline void cgmime_release(GMimeMessage *message) { g_object_unref(message); }

static inline int cgmime_header_count(GMimeMessage *message) {
  return g_mime_header_list_get_count(g_mime_object_get_header_list(GMIME_OBJECT(message)));
}

static inline const char *cgmime_header_name(GMimeMessage *message, int index) {
  return g_mime_header_get_name(g_mime_header_list_get_header_at(g_mime_object_get_header_list(GMIME_OBJECT(message)), index));
}

static inline const char *cgmime_header_value(GMimeMessage *message, int index) {
  return g_mime_header_get_value(g_mime_header_list_get_header_at(g_mime_object_get_header_list(GMIME_OBJECT(message)), index));
}

/* The address of the only author; NULL where there is none, or several. */
static inline const char *cgmime_author(GMimeMessage *message) {
  InternetAddressList *list = g_mime_message_get_from(message);
  if (list == NULL || internet_address_list_length(list) != 1) return NULL;
  InternetAddress *address = internet_address_list_get_address(list, 0);
  return INTERNET_ADDRESS_IS_MAILBOX(address) ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)) : NULL;
}

static inline GMimePartIter *cgmime_parts(GMimeMessage *message) {
  return g_mime_part_iter_new(GMIME_OBJECT(message));
}

/* 0: holds other parts, or nothing of use; 1: plain text; 2: HTML; 3: a file; 4: a signature or an inline picture. */
static inline int cgmime_kind(GMimeObject *part) {
  if (!GMIME_IS_PART(part)) return 0;
  GMimeContentType *type = g_mime_object_get_content_type(part);
  if (g_mime_content_type_is_type(type, "application", "pgp-signature") ||
      g_mime_content_type_is_type(type, "application", "pkcs7-signature") ||
      g_mime_content_type_is_type(type, "application", "x-pkcs7-signature")) return 4;
  const char *disposition = g_mime_object_get_disposition(part);
  int attached = disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
  if (!attached && g_mime_content_type_is_type(type, "image", "*") && g_mime_object_get_content_id(part) != NULL) return 4;
  if (!attached && GMIME_IS_TEXT_PART(part) && g_mime_part_get_filename(GMIME_PART(part)) == NULL) {
    if (g_mime_content_type_is_type(type, "text", "plain")) return 1;
    if (g_mime_content_type_is_type(type, "text", "html")) return 2;
  }
  return 3;
}

/* The text as UTF-8, to be freed with g_free. */
static inline char *cgmime_text(GMimeObject *part) { return g_mime_text_part_get_text(GMIME_TEXT_PART(part)); }

static inline const char *cgmime_file_name(GMimeObject *part) { return g_mime_part_get_filename(GMIME_PART(part)); }

/* The content as it was before it was encoded, to be freed with g_byte_array_unref; NULL where there is none. */
static inline GByteArray *cgmime_content(GMimeObject *part) {
  GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
  if (content == NULL) return NULL;
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(content, stream);
  GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
  g_object_unref(stream);
  return bytes;
}

static inline void cgmime_parts_release(GMimePartIter *parts) { g_mime_part_iter_free(parts); }
