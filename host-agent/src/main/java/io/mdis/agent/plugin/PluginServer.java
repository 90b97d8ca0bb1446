package io.mdis.agent.plugin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves endpoints on a Unix socket that is root's alone. */
public final class PluginServer implements AutoCloseable {
  private static final int MAX_LINE = 1 << 13;
  private static final int MAX_HEADERS = 1 << 16;
  private static final int CHUNK = 1 << 14;
  private static final long BODIES = 24L << 20;

  private static final int MOST_AT_ONCE = 64;

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1, PluginServer::thread);
  private final Path socket;
  private final Map<String, Endpoint> endpoints;
  private final BodyBudget budget = new BodyBudget(BODIES);

  // Whoever verifies an image is busy for long, so these aren't virtual: others must be answered.
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST_AT_ONCE,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("request-", 0).factory());

  /** At a path that is replaced when it is there already. */
  public PluginServer(Path socket, Map<String, Endpoint> endpoints) {
    this.socket = socket;
    this.endpoints = Map.copyOf(endpoints);
  }

  /**
   * Begins to serve. The socket appears under its name only once it is root's alone and answers, so
   * that an engine that waits for it finds it ready.
   */
  public void start() throws IOException {
    Files.createDirectories(socket.toAbsolutePath().getParent());
    Path making = socket.resolveSibling(socket.getFileName() + ".new");
    Files.deleteIfExists(making);
    var bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerDomainSocketChannel.class)
            .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec(MAX_LINE, MAX_HEADERS, CHUNK))
                        .addLast(new RequestHandler(endpoints, budget, threads));
                  }
                })
            .bind(UnixDomainSocketAddress.of(making))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException("can't listen at " + socket, bound.cause());
    }
    Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rw-------"));
    Files.move(
        making,
        socket,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    Files.deleteIfExists(socket);
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().name("plugin").unstarted(work);
  }
}
