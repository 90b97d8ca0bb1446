package io.mdis.agent.plugin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Gathers a request of one connection, has it answered by a thread of its own, and so on. */
final class RequestHandler extends SimpleChannelInboundHandler<HttpObject> {
  private static final System.Logger LOG = System.getLogger(RequestHandler.class.getName());
  private static final int MAX_BODY = 4 << 20;

  private final Map<String, Endpoint> endpoints;
  private final BodyBudget budget;
  private final Executor threads;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Endpoint endpoint;
  private boolean last;
  private HttpResponseStatus refused;
  private long taken;

  RequestHandler(Map<String, Endpoint> endpoints, BodyBudget budget, Executor threads) {
    this.endpoints = endpoints;
    this.budget = budget;
    this.threads = threads;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part.decoderResult().isFailure()) {
      var _ = context.close();
      return;
    }
    if (part instanceof HttpRequest request) {
      release();
      endpoint = endpoints.get(request.uri());
      boolean known = endpoint != null && request.method().equals(HttpMethod.POST);
      refused = known ? null : HttpResponseStatus.NOT_FOUND;
      last = !HttpUtil.isKeepAlive(request);
    }
    if (part instanceof HttpContent content && refused == null && endpoint.reads()) {
      gather(content);
    }
    if (part instanceof LastHttpContent) {
      finish(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  private void gather(HttpContent content) {
    int more = content.content().readableBytes();
    if (body.size() + more > MAX_BODY) {
      refused = HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
    } else if (!budget.take(more)) {
      refused = HttpResponseStatus.SERVICE_UNAVAILABLE;
    } else {
      taken += more;
      byte[] bytes = new byte[more];
      content.content().readBytes(bytes);
      body.writeBytes(bytes);
    }
  }

  private void finish(ChannelHandlerContext context) {
    if (refused != null) {
      release();
      write(context, refused, new byte[0]);
      return;
    }
    byte[] bytes = body.toByteArray();
    long held = taken;
    taken = 0; // They are the answering thread's now.
    release();
    Endpoint.Handler handler = endpoint.handler();
    try {
      threads.execute(() -> answer(context, handler, bytes, held));
    } catch (RejectedExecutionException e) {
      budget.give(held);
      write(context, HttpResponseStatus.SERVICE_UNAVAILABLE, new byte[0]);
    }
  }

  private void answer(
      ChannelHandlerContext context, Endpoint.Handler handler, byte[] bytes, long held) {
    try {
      write(context, HttpResponseStatus.OK, handler.answer(bytes));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "a request could not be answered", e);
      byte[] message = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
      write(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, message);
    } finally {
      budget.give(held);
    }
  }

  private void release() {
    budget.give(taken);
    taken = 0;
    body.reset();
  }

  private void write(ChannelHandlerContext context, HttpResponseStatus status, byte[] bytes) {
    var response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    var written = context.writeAndFlush(response);
    if (last) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
