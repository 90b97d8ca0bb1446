package io.mdis.agent.engine;

import io.mdis.image.tar.ByteString;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Waits for one whole response. */
final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final CompletableFuture<Whole> whole = new CompletableFuture<>();

  record Whole(int status, ByteString body) {}

  CompletableFuture<Whole> whole() {
    return whole;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    byte[] body = new byte[response.content().readableBytes()];
    response.content().readBytes(body);
    whole.complete(new Whole(response.status().code(), ByteString.of(body)));
    var _ = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    whole.completeExceptionally(new IOException("the connection ended before the answer"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    whole.completeExceptionally(cause);
    var _ = context.close();
  }
}
