import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Cuts connections that hold the server up: headers that dribble in, bodies that barely come, answers that nobody
/// reads, connections that are left lying. It looks at each connection once a second.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ConnectionLimits
  private let bytes = ByteWatch()
  private var hadRequest = false
  private var openRequests = 0
  /// The head of a request is in, its end is not.
  private var isReadingBody = false
  private var isAsked = false
  private var bodyBytes = 0
  private var slowSince: NIODeadline?
  private var unreadSince: NIODeadline?
  private var lingerSince: NIODeadline?
  private var idleSince: NIODeadline
  private var next: Scheduled<Void>?

  init(limits: ConnectionLimits) {
    self.limits = limits
    idleSince = .now()
  }

  func handlerAdded(context: ChannelHandlerContext) {
    do {
      try context.pipeline.syncOperations.addHandler(bytes, position: .first)
    } catch {
      context.fireErrorCaught(error)
    }
    look(again: context)
  }
  func handlerRemoved(context: ChannelHandlerContext) { next?.cancel() }

  func channelInactive(context: ChannelHandlerContext) {
    next?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      openRequests += 1
      isReadingBody = true
      bodyBytes = 0
      slowSince = nil
    case .body(let buffer): bodyBytes += buffer.readableBytes
    case .end:
      hadRequest = true
      isReadingBody = false
      lingerSince = nil
      bytes.firstSince = nil
      if openRequests == 0 { idleSince = .now() }
    }
    context.fireChannelRead(data)
  }

  /// The server asks for more. While it does not, a body that stands still is not the client's doing.
  func read(context: ChannelHandlerContext) {
    isAsked = true
    context.read()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    isAsked = false
    context.fireChannelReadComplete()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      openRequests -= 1
      idleSince = .now()
      if isReadingBody { lingerSince = .now() }
    }
    context.write(data, promise: promise)
  }

  /// A client that reads slowly but reads is left alone: each time that there is room again, it has read.
  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { unreadSince = nil }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard case HTTPParserError.headerOverflow? = error as? HTTPParserError, openRequests == 0 else {
      context.fireErrorCaught(error)
      return
    }
    let head = HTTPResponse(
      status: .requestHeaderFieldsTooLarge, headerFields: [.connection: "close", .contentLength: "0"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      loopBound.value.close(promise: nil)
    }
  }

  private func look(again context: ChannelHandlerContext) {
    let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
    next = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) {
      let context = loopBound.value
      if self.isHoldingUp(context.channel) {
        context.close(promise: nil)
      } else {
        self.look(again: context)
      }
    }
  }

  private func isHoldingUp(_ channel: any Channel) -> Bool {
    let now = NIODeadline.now()
    func lasts(_ since: NIODeadline?, _ seconds: Int) -> Bool {
      since.map { now - $0 >= .seconds(Int64(seconds)) } ?? false
    }
    unreadSince = channel.isWritable ? nil : unreadSince ?? now
    if lasts(unreadSince, limits.unreadSeconds) || lasts(lingerSince, limits.lingerSeconds) { return true }
    if isReadingBody, openRequests > 0 {
      let isSlow = isAsked && bodyBytes < limits.bodyBytesPerSecond
      bodyBytes = 0
      slowSince = isSlow ? slowSince ?? now : nil
      return lasts(slowSince, limits.bodySeconds)
    }
    guard openRequests == 0, !isReadingBody else { return false }
    if !hadRequest { return lasts(idleSince, limits.headSeconds) }
    return lasts(bytes.firstSince, limits.headSeconds) || lasts(idleSince, limits.keepAliveSeconds)
  }
}

/// Sees the bytes of a connection before they are decoded.
private final class ByteWatch: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// When the first bytes came since the last request was whole.
  var firstSince: NIODeadline?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if firstSince == nil { firstSince = .now() }
    context.fireChannelRead(data)
  }
}
