package io.mdis.agent.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Connections to the engine's Unix socket, one for each request. */
final class EngineConnection implements AutoCloseable {
  private final NioEventLoopGroup loop = new NioEventLoopGroup(1, EngineConnection::thread);
  private final Path socket;

  EngineConnection(Path socket) {
    this.socket = socket;
  }

  /** Connects and sends; the handlers see the response. Throws EngineException. */
  Channel send(HttpMethod method, String path, ChannelHandler... handlers) throws EngineException {
    var connected =
        new Bootstrap()
            .group(loop)
            .channel(NioDomainSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec()).addLast(handlers);
                  }
                })
            .connect(UnixDomainSocketAddress.of(socket))
            .awaitUninterruptibly();
    if (!connected.isSuccess()) {
      throw new EngineException(
          "the engine doesn't answer at " + socket + ": is Docker running?", connected.cause());
    }
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path);
    request.headers().set(HttpHeaderNames.HOST, "docker");
    request.headers().set(HttpHeaderNames.CONNECTION, "close");
    request.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    var _ = connected.channel().writeAndFlush(request);
    return connected.channel();
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("engine").unstarted(work);
  }
}
