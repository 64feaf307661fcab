"""Undoes HTTP content encodings, never beyond a given size."""

from __future__ import annotations

import zlib

ENCODINGS = ("gzip", "deflate", "br")
_MOST_LAYERS = 2  # of packing; each multiplies what a small body can unpack to


class TooLargeError(Exception):
    """The unpacked document exceeds the size allowed."""


def unpack(raw: bytes, content_encoding: str, most: int) -> bytes:
    """The document behind a ``Content-Encoding`` header of gzip, deflate or br, at most two layers.

    A packed document that breaks off gives what there is of it. Raises ``TooLargeError`` beyond
    ``most`` bytes and ValueError for damaged data and unknown encodings.
    """
    layers = [e.strip().lower() for e in content_encoding.split(",") if e.strip()]
    if len(layers) > _MOST_LAYERS:
        raise ValueError(f"is packed {len(layers)} times over")
    for layer in reversed(layers):
        if layer in ("gzip", "x-gzip"):
            raw = _inflate(raw, zlib.MAX_WBITS | 16, most)
        elif layer == "deflate":
            # The name means zlib's format, but some servers send the bare stream.
            raw = _inflate(raw, zlib.MAX_WBITS if _is_zlib(raw) else -zlib.MAX_WBITS, most)
        elif layer == "br":
            raw = _unbrotli(raw, most)
        elif layer != "identity":
            raise ValueError(f"is packed in an unknown way ({layer[:20]})")
    if len(raw) > most:
        raise TooLargeError
    return raw


def _is_zlib(raw: bytes) -> bool:
    return len(raw) >= 2 and raw[0] & 0x0F == 8 and (raw[0] << 8 | raw[1]) % 31 == 0


def _inflate(raw: bytes, bits: int, most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while raw:
        unpacker = zlib.decompressobj(wbits=bits)
        try:
            piece = unpacker.decompress(raw, most + 1 - size)
        except zlib.error as error:
            if not pieces:
                raise ValueError("is damaged in its packing") from error
            break  # some servers append rubbish to a complete stream
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise TooLargeError
        raw = unpacker.unused_data if unpacker.eof else b""
    return b"".join(pieces)


def _unbrotli(raw: bytes, most: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        piece = unpacker.process(raw, output_buffer_limit=most + 1)
        while piece:
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise TooLargeError
            piece = unpacker.process(b"", output_buffer_limit=most + 1 - size)
    except brotli.error as error:
        if not pieces:
            raise ValueError("is damaged in its packing") from error
    return b"".join(pieces)
