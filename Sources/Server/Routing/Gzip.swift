import CZlib
import Foundation

/// The bytes in gzip form (RFC 1952), at the best compression: a page is compressed once and sent often.
/// Nil when zlib refuses, which the caller answers by sending the plain bytes.
func gzipped(_ data: Data) -> Data? {
  var stream = z_stream()
  // Window bits of 15 plus 16 ask for the gzip wrapper.
  guard
    deflateInit2_(
      &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)
    )
      == Z_OK
  else { return nil }
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count))))
  var input = [UInt8](data)
  let result = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      return deflate(&stream, Z_FINISH)
    }
  }
  guard result == Z_STREAM_END else { return nil }
  return Data(output.prefix(Int(stream.total_out)))
}
