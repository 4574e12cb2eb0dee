/* hash.c - SHA-256 (OpenSSL) and the short ids made from it. */
#include "base/hash.h"

#include <openssl/evp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/arena.h"

static const char digits32[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* Fetched once: a fetch a call halves the speed on small records. */
static const EVP_MD *method(void)
{
    static _Atomic(EVP_MD *) fetched;
    EVP_MD *sha256 = fetched, *none = NULL;
    if (sha256)
        return sha256;
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!sha256)
        abort(); /* OpenSSL without SHA-256 is a broken installation */
    if (!atomic_compare_exchange_strong(&fetched, &none, sha256))
        EVP_MD_free(sha256); /* another thread was faster */
    return fetched;
}

struct hash hash_begin(void)
{
    EVP_MD_CTX *state = EVP_MD_CTX_new();
    if (!state || EVP_DigestInit_ex2(state, method(), NULL) != 1)
        mem_exhausted(sizeof(struct hash));
    return (struct hash){.state = state};
}

static void update(struct hash *h, const void *bytes, size_t count)
{
    if (EVP_DigestUpdate(h->state, bytes, count) != 1)
        abort();
}

/* Records are hashed in many short pieces, and a call of OpenSSL's costs more
 * than they do: they are gathered. */
void hash_add(struct hash *h, struct str bytes)
{
    if (h->held + bytes.len > sizeof h->pending) {
        update(h, h->pending, h->held);
        h->held = 0;
    }
    if (bytes.len > sizeof h->pending) {
        update(h, bytes.ptr, bytes.len);
    } else if (bytes.len) {
        memcpy(h->pending + h->held, bytes.ptr, bytes.len);
        h->held += bytes.len;
    }
}

void hash_field(struct hash *h, struct str bytes)
{
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)((uint64_t)bytes.len >> (56 - 8 * i));
    hash_add(h, (struct str){(const char *)length, sizeof length});
    hash_add(h, bytes);
}

void hash_field_int(struct hash *h, int64_t number)
{
    char text[24];
    size_t at = sizeof text;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        text[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        text[--at] = '-';
    hash_field(h, (struct str){text + at, sizeof text - at});
}

struct sha256 hash_end(struct hash *h)
{
    struct sha256 result;
    update(h, h->pending, h->held);
    if (EVP_DigestFinal_ex(h->state, result.byte, NULL) != 1)
        abort();
    EVP_MD_CTX_free(h->state);
    h->state = NULL;
    return result;
}

struct sha256 hash_of(struct str bytes)
{
    struct hash h = hash_begin();
    hash_add(&h, bytes);
    return hash_end(&h);
}

static void hex(const uint8_t *bytes, size_t count, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * count] = '\0';
}

void hash_hex(const struct sha256 *hash, char out[SHA256_HEX_BYTES])
{
    hex(hash->byte, SHA256_BYTES, out);
}

void hash_sha1_hex(struct str bytes, char out[SHA1_HEX_BYTES])
{
    static const EVP_MD *sha1;
    uint8_t result[EVP_MAX_MD_SIZE];
    unsigned count = 0;
    if (!sha1)
        sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
    if (!sha1 ||
        EVP_Digest(bytes.ptr, bytes.len, result, &count, sha1, NULL) != 1)
        abort(); /* OpenSSL without SHA-1 is a broken installation */
    hex(result, count, out);
}

/* 10 bytes are 16 digits of 5 bits. */
static void encode32(char letter, const uint8_t bytes[10], char out[ID_BYTES])
{
    out[0] = letter;
    uint32_t bits = 0;
    int held = 0, at = 1;
    for (int i = 0; i < 10; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5)
            out[at++] = digits32[bits >> (held - 5) & 31];
    }
    out[at] = '\0';
}

void id_from_hash(char letter, const struct sha256 *hash, char out[ID_BYTES])
{
    encode32(letter, hash->byte, out);
}

void random_fill(void *out, size_t bytes)
{
    if (getrandom(out, bytes, 0) != (ssize_t)bytes)
        abort(); /* cannot happen for so few bytes (getrandom(2)) */
}

void id_random(char letter, char out[ID_BYTES])
{
    uint8_t bytes[10];
    random_fill(bytes, sizeof bytes);
    encode32(letter, bytes, out);
}

bool id_is(char letter, struct str text)
{
    if (text.len != ID_CHARS || text.ptr[0] != letter)
        return false;
    for (size_t i = 1; i < text.len; i++)
        if (!byte_is_in(text.ptr[i], digits32))
            return false;
    return true;
}
