"""Hashes keys: a line with first seed, second seed and key, all hexadecimal, becomes a line with the hash."""
import sys

from key_hash import hash_of


def main():
    for line in sys.stdin:
        first, second, key = line.rstrip("\n").split(" ")
        print(f"{hash_of(bytes.fromhex(key), (int(first, 16), int(second, 16))):016x}")


if __name__ == "__main__":
    main()
