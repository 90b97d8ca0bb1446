package io.mdis.agent.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.agent.plugin.Authorization;
import io.mdis.image.manifest.BoundedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Asks the running agent; made of as little as possible, since every start waits for it. */
public record HookClient(Path socket) {
  private static final int MAX_ANSWER = 1 << 20;

  /** Whether a container may start; throws IOException when the agent doesn't answer. */
  public Authorization ask(byte[] state) throws IOException {
    if (state.length > HookEndpoint.MAX_STATE) {
      throw new IOException(
          "the state of a container has over " + HookEndpoint.MAX_STATE + " bytes");
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String head =
          "POST "
              + HookEndpoint.PATH
              + " HTTP/1.1\r\nHost: agent\r\nConnection: close\r\nContent-Length: "
              + state.length
              + "\r\n\r\n";
      write(channel, head.getBytes(StandardCharsets.US_ASCII));
      write(channel, state);
      return answer(read(channel));
    }
  }

  private static Authorization answer(byte[] response) throws IOException {
    String text = new String(response, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n") + 4;
    if (!text.startsWith("HTTP/1.1 200 ") || body < 4) {
      throw new IOException("the agent answers \"" + text.lines().findFirst().orElse("") + "\"");
    }
    JsonNode answer =
        BoundedJson.object(
            Arrays.copyOfRange(response, body, response.length), MAX_ANSWER, "the agent's answer");
    return new Authorization(
        answer.path("Allow").asBoolean(false), BoundedJson.text(answer, "Msg"));
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static byte[] read(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
    while (channel.read(buffer) >= 0) {
      all.write(buffer.array(), 0, buffer.position());
      buffer.clear();
      if (all.size() > MAX_ANSWER) {
        throw new IOException("the agent's answer has over " + MAX_ANSWER + " bytes");
      }
    }
    return all.toByteArray();
  }
}
