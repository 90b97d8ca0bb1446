package io.mdis.agent.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.agent.plugin.AuthorizationRequest;
import io.mdis.image.tar.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1.41/containers/pre/start",
        "/containers/pre/start",
        "/v9.99/containers/pre/start?detachKeys=x",
        "/v1.41/containers/pre/st%61rt",
        "/v1.41/containers/%70re/start",
        "/%76%31.41/containers/pre/%73tart",
        "/v1.41//containers/pre//start",
        "/v1.41/./containers/x/../pre/start",
        "/v1.41/containers/pre/start/",
        "http://docker/v1.41/containers/pre/start",
        "http://docker:80/containers/pre/st%61rt?x=/containers/a/json",
      })
  void startsAreFoundHoweverTheyAreWritten(String uri) {
    assertThat(of("POST", uri, "")).isEqualTo(new Operation.Start("pre"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"restart", "unpause", "start"})
  void whatBringsProcessesToRunIsAStart(String verb) {
    assertThat(of("POST", "/containers/abc/" + verb, "")).isEqualTo(new Operation.Start("abc"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1.41/containers/pre/json",
    "GET,/v1.41/containers/pre/start",
    "POST,/v1.41/containers/pre/stop",
    "POST,/v1.41/containers/pre/exec",
    "POST,/v1.41/exec/123/start",
    "POST,/v1.41/containers/pre/attach",
    "POST,/v1.41/images/create?fromImage=alpine",
    "POST,/v1.41/build",
    "DELETE,/v1.41/containers/pre",
    "GET,/_ping",
  })
  void theRestIsFree(String method, String uri) {
    assertThat(of(method, uri, "")).isEqualTo(new Operation.Free());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Image\":\"alpine:3.10\"}",
        "{\"Cmd\":[\"sh\"],\"image\":\"alpine:3.10\",\"HostConfig\":{\"Image\":\"other\"}}",
        "{\"IMAGE\":\"alpine:3.10\"}\n",
      })
  void theImageOfACreateIsRead(String body) {
    assertThat(of("POST", "/v1.41/containers/create?name=x", body))
        .isEqualTo(new Operation.Create("alpine:3.10"));
    assertThat(of("POST", "/v1.41/containers/%63reate", body))
        .isEqualTo(new Operation.Create("alpine:3.10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"Image\":\"good\",\"image\":\"evil\"}",
        "{\"Image\":\"good\",\"Image\":\"evil\"}",
        "{\"Image\":\"good\"}{\"Image\":\"evil\"}",
        "{\"Image\":\"\"}",
        "{\"Image\":7}",
        "{\"Image\":null}",
        "{\"Image\":\"go",
        "{'Image':'good'}",
      })
  void aCreateThatDoesNotSayOneImageIsUnclear(String body) {
    assertThat(of("POST", "/v1.41/containers/create", body)).isInstanceOf(Operation.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "containers/x/start",
        "*",
        "/containers/x/st%6",
        "/containers/x/%zzstart",
        "",
        "http:x"
      })
  void aPathThatIsNoneIsUnclear(String uri) {
    assertThat(of("POST", uri, "")).isInstanceOf(Operation.Unclear.class);
  }

  private static Operation of(String method, String uri, String body) {
    return Operations.of(new AuthorizationRequest(method, uri, ByteString.utf8(body)));
  }
}
