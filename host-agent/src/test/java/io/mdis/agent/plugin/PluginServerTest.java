package io.mdis.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginServerTest {
  @TempDir Path folder;
  private final List<AuthorizationRequest> asked = new ArrayList<>();
  private PluginServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new PluginServer(
            folder.resolve("p.sock"),
            new AuthorizationPlugin(
                    request -> {
                      asked.add(request);
                      return request.uri().contains("no")
                          ? Authorization.denied("because")
                          : Authorization.ALLOWED;
                    })
                .endpoints());
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void speaksThePluginProtocol() throws IOException {
    assertThat(post("/Plugin.Activate", "")).contains("200 OK", "{\"Implements\":[\"authz\"]}");
    assertThat(post("/AuthZPlugin.AuthZReq", request("GET", "/yes", "")))
        .contains("\"Allow\":true");
    assertThat(post("/AuthZPlugin.AuthZReq", request("POST", "/no", "body")))
        .contains("\"Allow\":false", "\"Msg\":\"because\"");
    assertThat(new String(asked.getLast().body().toBytes(), StandardCharsets.UTF_8))
        .isEqualTo("body");
    assertThat(post("/other", "")).contains("404");
  }

  @Test
  void whatCannotBeReadIsDenied() throws IOException {
    for (String body :
        List.of(
            "",
            "{}",
            "null",
            "{\"RequestMethod\":\"GET\"}",
            "{\"RequestMethod\":\"GET\",\"RequestUri\":\"/yes\",\"RequestBody\":\"%\"}",
            "{\"RequestMethod\":\"GET\",\"RequestUri\":\"/yes\",\"RequestUri\":\"/x\"}")) {
      assertThat(post("/AuthZPlugin.AuthZReq", body)).as(body).contains("\"Allow\":false");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void answersOfTheEngineAreNotKeptHoweverLarge() throws IOException {
    assertThat(post("/AuthZPlugin.AuthZRes", "x".repeat(40 << 20))).contains("\"Allow\":true");
  }

  @Test
  void aRequestTooLargeIsRefused() throws IOException {
    assertThat(post("/AuthZPlugin.AuthZReq", "x".repeat(5 << 20))).contains("413");
    assertThat(post("/AuthZPlugin.AuthZReq", request("GET", "/yes", ""))).contains("true");
  }

  @Test
  void theSocketIsRootsAlone() throws IOException {
    Path socket = folder.resolve("p.sock");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    server.close();
    assertThat(socket).doesNotExist();
  }

  private static String request(String method, String uri, String body) {
    return "{\"RequestMethod\":\"%s\",\"RequestUri\":\"%s\",\"RequestBody\":\"%s\"}"
        .formatted(
            method, uri, Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
  }

  private String post(String path, String body) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("p.sock")));
      String head =
          "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap((head + body).getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      ByteBuffer answer = ByteBuffer.allocate(1 << 14);
      String text = "";
      while (!complete(text) && channel.read(answer) >= 0) {
        text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      }
      return text;
    }
  }

  private static boolean complete(String answer) {
    int length = answer.indexOf("content-length: ");
    int end = answer.indexOf("\r\n\r\n");
    if (length < 0 || end < 0) {
      return false;
    }
    int digits = length + "content-length: ".length();
    int size = Integer.parseInt(answer.substring(digits, answer.indexOf("\r\n", digits)));
    return answer.length() >= end + 4 + size;
  }
}
