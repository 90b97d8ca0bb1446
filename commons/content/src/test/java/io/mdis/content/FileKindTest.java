package io.mdis.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

  @ParameterizedTest
  @CsvSource({
    "ELF, 7f454c4602010100",
    "MACH_O, cffaedfe0700000103",
    "MACH_O, cafebabe0000000201000007",
    "JAVA_CLASS, cafebabe0000003d001d",
    "JAVA_CLASS, cafebabe0003002d001d",
    "ZIP, 504b030414000000",
    "ZIP, 504b0506000000000000",
    "GZIP, 1f8b0800000000000003",
    "BZIP2, 425a68393141592653591234",
    "XZ, fd377a585a000004",
    "ZSTD, 28b52ffd2000",
    "SEVEN_ZIP, 377abcaf271c0004",
    "AR, 213c617263683e0a64656269616e",
    "RPM, edabeedb03000000",
    "CPIO, 303730373031303030",
    "SQLITE, 53514c69746520666f726d6174203300",
    "IMAGE, 89504e470d0a1a0a0000",
    "IMAGE, 52494646aabbccdd57454250",
    "FONT, 774f463200010000",
    "AUDIO, 52494646aabbccdd57415645",
    "VIDEO, 00000018667479706d703432",
    "PDF, 255044462d312e37",
    "KEY_STORE, feedfeed00000002",
    "PYTHON_BYTECODE, a70d0d0a000000005c1b2c3d4e5f6071",
    "BINARY, 0001020304050607",
    "BINARY, 4d5a",
    "BINARY, 7f454c",
  })
  void knowsKindsByTheirFirstBytes(FileKind kind, String hex) {
    byte[] head = HexFormat.of().parseHex(hex);
    // A lone "MZ" is no program, and reads as text.
    assertThat(FileKind.of(head, head.length)).isEqualTo(hex.equals("4d5a") ? FileKind.TEXT : kind);
  }

  @Test
  void knowsTarsAndProgramsOfWindowsByWhatIsFurtherDown() {
    byte[] tar = new byte[512];
    System.arraycopy(bytes("ustar\0"), 0, tar, 257, 6);
    assertThat(FileKind.of(tar, tar.length)).isEqualTo(FileKind.TAR);
    byte[] program = new byte[512];
    System.arraycopy(bytes("MZ"), 0, program, 0, 2);
    program[60] = (byte) 0x80;
    System.arraycopy(bytes("PE\0\0"), 0, program, 0x80, 4);
    assertThat(FileKind.of(program, program.length)).isEqualTo(FileKind.PE);
  }

  @Test
  void tellsTextFromBinary() {
    assertThat(kind("")).isEqualTo(FileKind.EMPTY);
    assertThat(kind("hello\n")).isEqualTo(FileKind.TEXT);
    assertThat(kind("MZ is how a sentence may begin, and it goes on for more than 64 bytes…"))
        .isEqualTo(FileKind.TEXT);
    assertThat(kind("Grüße aus 北京, где всё хорошо")).isEqualTo(FileKind.TEXT);
    assertThat(kind("\u001b[31mred\u001b[0m\n")).isEqualTo(FileKind.TEXT);
    assertThat(kind("a\0b")).isEqualTo(FileKind.BINARY);
    assertThat(kind("\u0001\u0002\u0003")).isEqualTo(FileKind.BINARY);
    assertThat(kind("#!/bin/sh\necho\n")).isEqualTo(FileKind.SCRIPT);
    byte[] latin = "Garçon, un café à la crème".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(FileKind.of(latin, latin.length)).isEqualTo(FileKind.TEXT);
    byte[] marked = "\ufeffkey = 値".getBytes(StandardCharsets.UTF_16LE);
    assertThat(FileKind.of(marked, marked.length)).isEqualTo(FileKind.TEXT);
    byte[] unmarked = "Write-Host 'hello'".getBytes(StandardCharsets.UTF_16LE);
    assertThat(FileKind.of(unmarked, unmarked.length)).isEqualTo(FileKind.TEXT);
  }

  @Test
  void utf8CutInTheMiddleOfACharacterIsStillText() {
    byte[] text = "x".repeat(FileKind.HEAD - 1).concat("é").getBytes(StandardCharsets.UTF_8);
    assertThat(FileKind.of(text, FileKind.HEAD)).isEqualTo(FileKind.TEXT);
  }

  @Test
  void utf16BecomesUtf8() throws java.io.IOException {
    for (var charset :
        new java.nio.charset.Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      String text = "\ufeffschlüssel = 値 😀\n".repeat(3000);
      byte[] bytes = text.getBytes(charset);
      try (var in = Utf16.asUtf8(new java.io.ByteArrayInputStream(bytes), bytes, 64)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(text.substring(1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "#!/bin/sh, sh",
    "#! /usr/bin/python3 -u, python3",
    "#!/usr/bin/env node, node",
    "#!/usr/bin/env -S FOO=1 deno run, deno",
    "#!/usr/bin/env,",
    "#!,",
    "echo,",
  })
  void namesTheInterpreter(String line, String interpreter) {
    byte[] head = bytes(line + "\nnext");
    assertThat(Shebang.interpreter(head, head.length).orElse(null)).isEqualTo(interpreter);
  }

  private static FileKind kind(String text) {
    byte[] bytes = bytes(text);
    return FileKind.of(bytes, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
