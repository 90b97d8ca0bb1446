package io.mdis.secret.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes are made by libxcrypt's crypt(3), OpenSSL's passwd and Python's hashlib. */
class AccountFilesTest {
  private static final SecretHash HASH = new SecretHash(new byte[32]);

  /** Of "admin123", but for the one of RFC 2307, which is of "admin". */
  @ParameterizedTest
  @CsvSource({
    "des, saZm/CAW3kRGQ",
    "md5, $1$saltsalt$p5mR2Om4ocUZQxjXRuvOP1",
    "sha256, $5$saltsalt$H..3oBcIbZUCyOQJTtZ9B57TdN8Y/GXRRtBLGcG74R3",
    "sha256, $5$rounds=1000$saltsalt$/spPE7OX06WoAsjJFh/c3nz.vy3cuJ5ctps.Vaamik1",
    "sha512, $6$saltsalt$R/al3WpzpwnOAjyk4icGxW6fCRaUtE6kNJnAakHs220z43YXmDnXm0n3.v1ycAmkvbT3al2H8qMPIy0nP8jVI/",
    "sha512, $6$rounds=20000$saltsalt$Cdmdk9ac8ESwt04Hg9mND81osYl5ZGfhiEVcm4ytZ2mKDXJsjqxeZsfafc/HAip/TAfTq027CGSvcK25JxBj./",
    "bcrypt, $2a$05$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMa",
    "bcrypt, $2b$05$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMa",
    "bcrypt, $2y$05$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMa",
    "yescrypt, $y$j75$saltsaltsalt$RiEYd3QPLOoQ1Mc3i//teoYI8yfBkANNQR0fQQCSiX5",
    "yescrypt, $y$j75$LdJMENpBABJJ3hIHjB1Bi.$5GkAjibKIvlpUQNiwrcbDsIRBz1TsaoqNmpLNHWe0z5"
  })
  void aCommonPasswordIsGuessed(String scheme, String hash) throws IOException {
    CheckHit hit = only(read("etc/shadow", "admin:" + hash + ":19000:0:99999:7:::\n"));
    assertThat(hit.check()).isEqualTo("password-common");
    assertThat(hit.details()).containsEntry("user", "admin").containsEntry("scheme", scheme);
    assertThat(hit.hash()).isEqualTo(HASH.of("admin123"));
    assertThat(hit.line()).isEqualTo(1);
    assertThat(hit.toString()).doesNotContain("admin123").doesNotContain(hash);
  }

  /** Cost 5, as mkpasswd and passwd of Debian make it, and other times; of "admin123". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$y$j9T$saltsaltsaltsalt$scCYx5Iq7TzMhe59LXk0iYIJPM0qocRuDVy1AdbuFw9",
        "$y$jB5$LdJMENpBABJJ3hIHjB1Bi.$bk4wmyl3Z.WEkCRBJu0mSQUr.ywk8jJMs/Gnspzw.c1",
        "$y$j95/.$saltsalt$JWzlUqbtP3LtRtxjQblhhB2YAkb3JVWV4kQjbhwAKy2",
        "$y$j95/0$saltsalt$ULzRP2KU72sZwFj0ieqKVkhMhuDMLMb.50cX/mno2V4"
      })
  void yescryptIsComputedAsItsMakersDo(String hash) {
    Yescrypt yescrypt = Yescrypt.parse(hash).orElseThrow();
    assertThat(yescrypt.matches("admin123")).isTrue();
    assertThat(yescrypt.matches("admin124")).isFalse();
  }

  /** Of a long random password. */
  @ParameterizedTest
  @CsvSource({
    "password-hash-weak, md5, yes, $1$saltsalt$CjOU133YiA7uSXFYDO3SZ1",
    "password-hash-weak, des, yes, sacHhyB/bHuTc",
    "password-hash-present, sha512, yes, $6$saltsalt$4eOI6BVeTVAqz7BGGlVXtNSPTCvwcukAhoTIu1n8Jj/iISeUnerhpTJHSSzV/ULhsLB3CV4jCVk2dJpg0AIR31",
    "password-hash-present, yescrypt, yes, $y$j75$saltsalt$n9tJEbhHT.XJrcBbsBIVuINBFC5kDZOTinnAPvwN5D7",
    "password-hash-present, yescrypt, no, $y$jFT$saltsalt$5tb8vx4msVoDs7f4MjtHO9jwQjuwjKNXc6KmCBopFZ3",
    "password-hash-present, gost_yescrypt, no, $gy$j9T$saltsalt$yGXFN7B.Q06sefTdd/M2ybyiEnq4FmdRvDES5ziSJs9",
    "password-hash-present, scrypt, no, $7$CU..../....saltsalt$F.B4h2RHx/N6Rq2d9OBEWesbEP7nIp4T73ZyYMWklA/",
    "password-hash-present, sha512, no, $6$rounds=99999999$saltsalt$x",
    "password-hash-present, bcrypt, no, $2b$31$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMa",
    "password-hash-present, unknown, no, $sha1$40000$saltsalt$zwi5nnPLGO9c4NcYb5TWP2jKSYk3"
  })
  void aStrongOneIsToldOfWithHowFarItWasTried(
      String check, String scheme, String tried, String hash) throws IOException {
    CheckHit hit = only(read("etc/shadow", "ada:" + hash + ":19000:0:99999:7:::\n"));
    assertThat(hit.check()).isEqualTo(check);
    assertThat(hit.details()).containsEntry("scheme", scheme);
    assertThat(hit.details().get("tried")).startsWith(tried);
  }

  @ParameterizedTest
  @CsvSource({
    "password-empty, root::19000:0:99999:7:::",
    "password-empty, root::0:0:root:/root:/bin/sh",
    "password-empty, ada:$6$saltsalt$qkTgsCrWMTAS9gBGcf9W60sFfH.hU0oTCAOJjhbz5tSp/sU3/xXZK4OFwCtq8lIIdpJ6CatVdOTSHKp97TPkt/:1:0:9:7:::",
    "password-common, ada:$6$saltsalt$FZ4KTSPbOoewdFOzLTU0/j13.9Gf1W5JeHSGeB7kmsbfzaAwcdhuwJcM1eoRG2wTj1rpQQqQm2u13IHdFpgo2/:1:0:9:7:::"
  })
  void emptyOnesAndTheOwnNameCount(String check, String line) throws IOException {
    assertThat(only(read("etc/passwd", line + "\n")).check()).isEqualTo(check);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root:*:19000:0:99999:7:::",
        "root:!:19000:0:99999:7:::",
        "root:!!:19000:0:99999:7:::",
        "root:!$1$saltsalt$p5mR2Om4ocUZQxjXRuvOP1:19000:0:99999:7:::",
        "root:*LK*:::::::",
        "root:x:0:0:root:/root:/bin/bash",
        "daemon:NP:6445::::::",
        "# root::19000:0:99999:7:::",
        "root:",
        ":::::::::",
        "",
        "+::::::"
      })
  void lockedAccountsAndOtherLinesAreNone(String line) throws IOException {
    List<CheckHit> hits = read("etc/shadow", line + "\n");
    assertThat(hits).filteredOn(hit -> !line.startsWith("+")).isEmpty();
  }

  @Test
  void workIsBoundedForAWholeFile() throws IOException {
    String line = "u%d:$6$s$" + "x".repeat(86) + ":19000:0:99999:7:::\n";
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      file.append(line.formatted(i));
    }
    List<CheckHit> hits = read("etc/shadow", file.toString());
    assertThat(hits).hasSize(100);
    assertThat(hits.getLast().details().get("tried")).startsWith("in part");
  }

  @ParameterizedTest
  @CsvSource({
    "htpasswd-common, apache_md5, admin:$apr1$saltsalt$EIAURtxt0f.GOddtthaHK.",
    "htpasswd-common, sha1, ada:{SHA}+GW1NiOxIf007lQmx5Llwzr4wic=",
    "htpasswd-common, salted_sha1, admin:{SSHA}m8eqVfCP2tk1w/g2LT9IvPcOsoBzYWx0",
    "htpasswd-common, plain, ada:{PLAIN}changeme",
    "htpasswd-common, bcrypt, admin:$2y$05$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMa",
    "htpasswd-weak-hash, sha1, ada:{SHA}AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "htpasswd-weak-hash, plain, ada:{PLAIN}kH9mPq2vX7rW",
    "htpasswd-weak-hash, md5, ada:$1$saltsalt$CjOU133YiA7uSXFYDO3SZ1"
  })
  void usersOfTheWeb(String check, String scheme, String line) throws IOException {
    CheckHit hit = only(read("etc/nginx/.htpasswd", "# users\n" + line + "\n"));
    assertThat(hit.check()).isEqualTo(check);
    assertThat(hit.details()).containsEntry("scheme", scheme);
    assertThat(hit.line()).isEqualTo(2);
  }

  @Test
  void aGoodHashOfTheWebIsNotToldOf() throws IOException {
    String strong = "ada:$2y$05$abcdefghijklmnopqrstuuU.w/DwqWfGsjmbCuJzKyVnDDv3IEaMb\n";
    assertThat(read("srv/.htpasswd", strong + "nonsense\n:x\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$y$",
        "$y$$$",
        "$y$j9T$$",
        "$y$j9T$salt$short",
        "$y$zzz$saltsalt$x",
        "$y$j9T!$saltsalt$x",
        "$y$jzzzzzz$saltsalt$5tb8vx4msVoDs7f4MjtHO9jwQjuwjKNXc6KmCBopFZ3"
      })
  void brokenYescryptIsNone(String hash) {
    assertThat(Yescrypt.parse(hash)).isEmpty();
  }

  private static CheckHit only(List<CheckHit> hits) {
    assertThat(hits).hasSize(1);
    return hits.getFirst();
  }

  private static List<CheckHit> read(String path, String text) throws IOException {
    PasswordFiles files = new PasswordFiles(HASH, 1000);
    assertThat(files.isCandidate(path)).isTrue();
    return files.read(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
