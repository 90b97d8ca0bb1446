package io.mdis.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.manifest.BoundedJson;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reads a stream of events, one JSON object a line. */
final class EventReader extends ChannelInboundHandlerAdapter {
  private static final int MAX_LINE = 1 << 20;

  private final Consumer<EngineEvent> consumer;
  private final Runnable opened;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  EventReader(Runnable opened, Consumer<EngineEvent> consumer) {
    this.opened = opened;
    this.consumer = consumer;
  }

  /** Completes when the stream ends; exceptionally when that was a failure. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
    try {
      if (message instanceof HttpResponse response) {
        if (response.status().code() != 200) {
          throw new EngineException(
              response.status().code(), "the engine tells no events: " + response.status());
        }
        opened.run();
      }
      if (message instanceof HttpContent content) {
        read(content.content());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended.complete(null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ended.completeExceptionally(cause);
    var _ = context.close();
  }

  private void read(ByteBuf bytes) throws IOException {
    while (bytes.isReadable()) {
      byte next = bytes.readByte();
      if (next != '\n') {
        line.write(next);
        if (line.size() > MAX_LINE) {
          throw new IOException("an event has more than " + MAX_LINE + " bytes");
        }
      } else if (line.size() > 0) {
        JsonNode event = BoundedJson.object(line.toByteArray(), MAX_LINE, "event");
        line.reset();
        consumer.accept(EngineEvent.of(event));
      }
    }
  }
}
