/* One decoder and encoder among several that the tests compare: `codec COMMAND`, a document a line.
 *   decode   hexadecimal BSON to canonical Extended JSON, or to "error: ..."
 *   encode   canonical Extended JSON to hexadecimal BSON
 *   recode   hexadecimal BSON to hexadecimal BSON, value by value
 *   native   nothing to hexadecimal BSON: C values of chosen widths
 */
#include <bson/bson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_hex (const bson_t *document)
{
   const uint8_t *bytes = bson_get_data (document);
   for (uint32_t i = 0; i < document->len; i++)
      printf ("%02x", bytes[i]);
   printf ("\n");
}

/* In place; returns how many bytes there are. */
static size_t from_hex (char *line)
{
   size_t length = strlen (line) / 2;
   for (size_t i = 0; i < length; i++) {
      char digits[3] = {line[2 * i], line[2 * i + 1], 0};
      line[i] = (char) strtol (digits, NULL, 16);
   }
   return length;
}

static bool open_hex (char *line, bson_t *document)
{
   size_t length = from_hex (line);
   bson_error_t error;
   bson_validate_flags_t flags = BSON_VALIDATE_UTF8 | BSON_VALIDATE_UTF8_ALLOW_NULL;
   if (!bson_init_static (document, (const uint8_t *) line, length)) {
      printf ("error: no document\n");
      return false;
   }
   if (!bson_validate_with_error (document, flags, &error)) {
      printf ("error: %s\n", error.message);
      return false;
   }
   return true;
}

static void decode (char *line)
{
   bson_t document;
   if (!open_hex (line, &document))
      return;
   char *json = bson_as_canonical_extended_json (&document, NULL);
   printf ("%s\n", json ? json : "error: no JSON");
   bson_free (json);
}

static void encode (char *line)
{
   bson_error_t error;
   bson_t *document = bson_new_from_json ((const uint8_t *) line, -1, &error);
   if (document)
      print_hex (document);
   else
      printf ("error: %s\n", error.message);
   bson_destroy (document);
}

static void recode (char *line)
{
   bson_t document, copy = BSON_INITIALIZER;
   bson_iter_t iter;
   if (!open_hex (line, &document) || !bson_iter_init (&iter, &document))
      return;
   while (bson_iter_next (&iter))
      bson_append_value (&copy, bson_iter_key (&iter), -1, bson_iter_value (&iter));
   print_hex (&copy);
   bson_destroy (&copy);
}

static void append_typed (bson_t *order)
{
   static const uint8_t token[] = {0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
   bson_oid_t id;
   bson_oid_init_from_string (&id, "0123456789abcdef01234567");
   BSON_APPEND_OID (order, "_id", &id);
   BSON_APPEND_BINARY (order, "Token", BSON_SUBTYPE_UUID, token, sizeof token);
   BSON_APPEND_DATE_TIME (order, "Opened", INT64_C (1709210096789));
}

static void append_leg (bson_t *parent, const char *key, double price, int64_t quantity, const char *label)
{
   bson_t leg;
   BSON_APPEND_DOCUMENT_BEGIN (parent, key, &leg);
   BSON_APPEND_UTF8 (&leg, "Label", label);
   BSON_APPEND_INT64 (&leg, "Quantity", quantity);
   BSON_APPEND_DOUBLE (&leg, "Price", price);
   bson_append_document_end (parent, &leg);
}

static void append_collections (bson_t *order)
{
   static const uint8_t blob[] = {0, 255, 1};
   bson_t array, row;
   BSON_APPEND_BINARY (order, "Blob", BSON_SUBTYPE_BINARY_DEPRECATED, blob, sizeof blob);
   BSON_APPEND_ARRAY_BEGIN (order, "Legs", &array);
   append_leg (&array, "0", 2, 3, "");
   append_leg (&array, "1", -0.25, INT64_C (9007199254740992), "\xc3\xa9");
   bson_append_array_end (order, &array);
   append_leg (order, "Main", 1.5, 10, "main");
   BSON_APPEND_ARRAY_BEGIN (order, "Tags", &array);
   /* The names of array elements are free. */
   BSON_APPEND_UTF8 (&array, "7", "x");
   BSON_APPEND_UTF8 (&array, "", "");
   bson_append_array_end (order, &array);
   BSON_APPEND_ARRAY_BEGIN (order, "Matrix", &array);
   BSON_APPEND_ARRAY_BEGIN (&array, "0", &row);
   BSON_APPEND_INT32 (&row, "0", 1);
   BSON_APPEND_DOUBLE (&row, "1", 2);
   bson_append_array_end (&array, &row);
   BSON_APPEND_ARRAY_BEGIN (&array, "1", &row);
   bson_append_array_end (&array, &row);
   BSON_APPEND_ARRAY_BEGIN (&array, "2", &row);
   BSON_APPEND_INT64 (&row, "0", INT64_C (-5000000000));
   bson_append_array_end (&array, &row);
   bson_append_array_end (order, &array);
}

/* The order that the tests expect: names twice (the first counts), wide and narrow numbers, members that nobody expects. */
static void native (void)
{
   bson_t order = BSON_INITIALIZER;
   bson_decimal128_t balance;
   bson_decimal128_from_string ("12.50", &balance);
   BSON_APPEND_MINKEY (&order, "least");
   BSON_APPEND_BOOL (&order, "Active", true);
   BSON_APPEND_INT64 (&order, "Count", 42);
   BSON_APPEND_DOUBLE (&order, "Delta", -5e9);
   BSON_APPEND_INT32 (&order, "Ratio", 3);
   BSON_APPEND_DECIMAL128 (&order, "Balance", &balance);
   BSON_APPEND_DOUBLE (&order, "Side", 2);
   BSON_APPEND_UTF8 (&order, "Name", "Zo\xc3\xab \xf0\x9f\x93\x88");
   bson_append_utf8 (&order, "Note", -1, "a\0b", 3);
   BSON_APPEND_INT64 (&order, "Limit", 7);
   append_collections (&order);
   append_typed (&order);
   BSON_APPEND_INT32 (&order, "Count", -1);
   BSON_APPEND_UTF8 (&order, "Name", "second");
   print_hex (&order);
   bson_destroy (&order);
}

int main (int argc, char **argv)
{
   void (*action) (char *) = NULL;
   char *line = NULL;
   size_t room = 0;
   ssize_t length;
   if (argc == 2 && strcmp (argv[1], "native") == 0) {
      native ();
      return 0;
   }
   if (argc == 2 && strcmp (argv[1], "decode") == 0)
      action = decode;
   else if (argc == 2 && strcmp (argv[1], "encode") == 0)
      action = encode;
   else if (argc == 2 && strcmp (argv[1], "recode") == 0)
      action = recode;
   if (!action)
      return 2;
   while ((length = getline (&line, &room, stdin)) > 0) {
      if (line[length - 1] == '\n')
         line[length - 1] = 0;
      action (line);
   }
   free (line);
   return 0;
}
