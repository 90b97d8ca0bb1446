package io.mdis.measurement;

import java.util.LinkedHashMap;
import java.util.Map;

/** Layers with every attribute that a tar and a file system have, by what is special about them. */
public final class Corpus {
  /** File capabilities with setuid and setgid: bytes that are no text. */
  public static final String CAPABILITY = "\1\0\0\2\u00c0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

  private static final String ACL =
      "\2\0\0\0"
          + acl(1, 7, -1)
          + acl(2, 5, 1000)
          + acl(4, 5, -1)
          + acl(0x10, 7, -1)
          + acl(0x20, 5, -1);

  private Corpus() {}

  /** Layers that Docker loads. */
  public static Map<String, LayerTar> loadable() {
    Map<String, LayerTar> all = new LinkedHashMap<>();
    all.put("plain file", new LayerTar().dir("etc/").file("etc/a", "content"));
    all.put("empty layer", new LayerTar());
    all.put("empty file", new LayerTar().file("empty", ""));
    all.put("block sized file", new LayerTar().file("block", "x".repeat(1024)));
    all.put("whiteout", new LayerTar().dir("etc").file("etc/.wh.passwd", ""));
    all.put("whiteout at the root", new LayerTar().owner(5, 6).file(".wh.bin", ""));
    all.put(
        "whiteout with a long name",
        new LayerTar().longName('L', "d/.wh." + "n".repeat(120)).file("x", ""));
    all.put("whiteout of whiteouts", new LayerTar().dir("etc").file("etc/.wh..wh.plnk", ""));
    all.put("whiteout then file", new LayerTar().file(".wh.a", "").file("a", "again"));
    all.put("opaque first", new LayerTar().dir("d").file("d/.wh..wh..opq", "").file("d/a", "a"));
    all.put("opaque last", new LayerTar().dir("d").file("d/a", "a").file("d/.wh..wh..opq", ""));
    all.put("opaque alone", new LayerTar().file("x/y/.wh..wh..opq", ""));
    all.put("opaque root", new LayerTar().file(".wh..wh..opq", "").file("a", "a"));
    all.put("opaque as attribute", new LayerTar().xattr("trusted.overlay.opaque", "y").dir("d"));
    all.put(
        "opaque through a link",
        new LayerTar().dir("real").symlink("ln", "real").file("ln/.wh..wh..opq", ""));
    all.put("redirect", new LayerTar().xattr("trusted.overlay.redirect", "/etc").dir("usr"));
    all.put("real whiteout device", new LayerTar().device("gone", '3', 0, 0));
    all.put("hard link", new LayerTar().file("b", "b").hardLink("a", "b").hardLink("c", "b"));
    all.put(
        "hard link that changes the file",
        new LayerTar()
            .mode(0644)
            .owner(3, 3)
            .file("z1", "z")
            .mode(0600)
            .owner(9, 9)
            .time(99)
            .hardLink("a1", "z1"));
    all.put(
        "hard link to a symbolic link",
        new LayerTar().owner(1, 1).symlink("s", "to").owner(2, 2).time(7).hardLink("h", "s"));
    all.put(
        "hard link takes capabilities",
        new LayerTar().xattr("security.capability", CAPABILITY).file("f", "f").hardLink("g", "f"));
    all.put(
        "hard link gives capabilities",
        new LayerTar().file("f", "f").xattr("security.capability", CAPABILITY).hardLink("g", "f"));
    all.put(
        "hard link through a link",
        new LayerTar().dir("real").file("real/f", "f").symlink("ln", "real").hardLink("h", "ln/f"));
    all.put(
        "hard link to a device", new LayerTar().device("dev1", '3', 1, 3).hardLink("dev2", "dev1"));
    all.put(
        "hard link to a link of a link",
        new LayerTar().file("c", "c").hardLink("b", "c").hardLink("a", "b"));
    all.put(
        "devices",
        new LayerTar()
            .mode(0660)
            .owner(0, 6)
            .device("sda", '4', 8, 1)
            .mode(0666)
            .device("null", '3', 1, 3)
            .device("big", '3', 511, 70000));
    all.put("fifo", new LayerTar().mode(0622).entry("pipe", '6', "", new byte[0]));
    all.put(
        "setuid, setgid, sticky",
        new LayerTar()
            .mode(04755)
            .file("su", "s")
            .mode(02755)
            .owner(0, 42)
            .file("sg", "s")
            .mode(01777)
            .dir("tmp")
            .mode(07777)
            .owner(8, 8)
            .file("all", "s"));
    all.put("no permissions", new LayerTar().mode(0).file("none", "n").mode(0).dir("closed"));
    all.put(
        "large owners",
        new LayerTar()
            .owner(4294967290L, 2147483648L)
            .file("far", "f")
            .owner(65534, 65534)
            .dir("nobody"));
    all.put(
        "owners in PAX", new LayerTar().pax("uid", "3000000").pax("gid", "4000000").file("p", "p"));
    all.put(
        "capabilities", new LayerTar().xattr("security.capability", CAPABILITY).file("ping", "p"));
    all.put(
        "capabilities of the root namespace",
        new LayerTar()
            .xattr("security.capability", "\1\0\0\3" + CAPABILITY.substring(4) + "\0\0\0\0")
            .file("ping", "p"));
    all.put(
        "capabilities of another namespace",
        new LayerTar()
            .xattr("security.capability", "\1\0\0\3" + CAPABILITY.substring(4) + "\u00e8\3\0\0")
            .file("ping", "p"));
    all.put(
        "access list",
        new LayerTar().mode(0754).xattr("system.posix_acl_access", ACL).file("acl", "a"));
    all.put(
        "access list with another mode",
        new LayerTar().mode(0421).xattr("system.posix_acl_access", ACL).file("acl", "a"));
    all.put(
        "minimal access list",
        new LayerTar()
            .mode(0640)
            .xattr(
                "system.posix_acl_access",
                "\2\0\0\0" + acl(1, 7, -1) + acl(4, 5, -1) + acl(0x20, 5, -1))
            .file("acl", "a"));
    all.put("user attribute", new LayerTar().xattr("user.note", "n").file("u", "u"));
    all.put(
        "trusted attribute",
        new LayerTar()
            .xattr("trusted.note", "\0\u00ff")
            .dir("t")
            .xattr("trusted.note", "s")
            .symlink("sl", "t"));
    all.put("empty attribute", new LayerTar().xattr("trusted.note", "").file("e", "e"));
    all.put(
        "GNU long name",
        new LayerTar().longName('L', "d/" + "l".repeat(200)).file("short", "long"));
    all.put(
        "GNU long link",
        new LayerTar().longName('K', "t/" + "l".repeat(200)).symlink("sl", "short"));
    all.put(
        "PAX long name",
        new LayerTar()
            .pax("path", "p/" + "p".repeat(250))
            .pax("linkpath", "q".repeat(300))
            .symlink("x", "y"));
    all.put(
        "names in UTF-8",
        new LayerTar()
            .file("caf\u00c3\u00a9", "é")
            .pax("path", "\u00e6\u0097\u00a5\u00e6\u009c\u00ac")
            .file("x", "jp"));
    all.put(
        "names that aren't UTF-8",
        new LayerTar()
            .file("bad\u00ff\u0080", "b")
            .pax("path", "d\u00fe/\u00ff")
            .file("x", "p")
            .symlink("sl\u00ff", "\u00fe\u00ff"));
    all.put(
        "names with spaces and controls",
        new LayerTar().file("a b", "1").file("c\nd", "2").file("e\\f", "3").file("-g", "4"));
    all.put(
        "order of names",
        new LayerTar()
            .dir("a")
            .file("a/x", "1")
            .file("a-b", "2")
            .file("a.b", "3")
            .file("a0", "4")
            .dir("a/-")
            .file("a/-/y", "5"));
    all.put("implicit parents", new LayerTar().file("one/two/three", "3"));
    all.put(
        "parent after its child", new LayerTar().file("p/c", "c").mode(0700).owner(7, 7).dir("p"));
    all.put(
        "odd names",
        new LayerTar()
            .file("./f", "1")
            .file("/abs", "2")
            .file(".//dbl//x", "3")
            .file("../evil", "4"));
    all.put("root entry", new LayerTar().mode(0700).owner(44, 45).dir("./").file("a", "a"));
    all.put("through a link", new LayerTar().dir("real").symlink("ln", "real").file("ln/f", "f"));
    all.put(
        "through an absolute link",
        new LayerTar().dir("real").symlink("ln", "/real").file("ln/f", "f"));
    all.put(
        "through links upwards",
        new LayerTar()
            .dir("a")
            .dir("a/b")
            .symlink("l1", "a/b")
            .symlink("a/l2", "../l1/..")
            .file("a/l2/f", "f"));
    all.put(
        "same file through a link",
        new LayerTar().dir("real").symlink("ln", "real").file("real/f", "1").file("ln/f", "2"));
    all.put(
        "links",
        new LayerTar()
            .symlink("dangling", "/nowhere")
            .symlink("self", "self")
            .owner(4, 5)
            .time(12345)
            .symlink("owned", "../x"));
    all.put(
        "times",
        new LayerTar()
            .time(0)
            .file("zero", "z")
            .time(4102444800L)
            .file("late", "l")
            .time(-5)
            .file("before", "b")
            .pax("mtime", "1500000000.987654321")
            .file("fraction", "f")
            .pax("mtime", "99999999999")
            .file("never", "n"));
    all.put(
        "times of links",
        new LayerTar().time(-5).symlink("before", "b").pax("mtime", "-7.5").symlink("minus", "m"));
    all.put(
        "default access list",
        new LayerTar()
            .xattr("system.posix_acl_default", ACL)
            .dir("d")
            .file("d/f", "f")
            .dir("d/e")
            .file("d/e/g", "g")
            .symlink("d/s", "f"));
    all.put(
        "implicit parents below a default access list",
        new LayerTar()
            .xattr("system.posix_acl_default", ACL)
            .dir("d")
            .file("d/e/f/g", "g")
            .device("d/dev", '3', 1, 3)
            .file("d/.wh.gone", ""));
    all.put(
        "implicit parents below setgid",
        new LayerTar().mode(02775).owner(0, 50).dir("d").file("d/e/f/g", "g"));
    all.put("time of a directory", new LayerTar().time(12).dir("d").file("d/f", "f"));
    all.put("global header", new LayerTar().global("uid", "77").file("g", "g"));
    all.put("old header", v7());
    all.put(
        "sparse 0.0",
        new LayerTar()
            .pax("GNU.sparse.size", "9000")
            .pax("GNU.sparse.numblocks", "2")
            .pax("GNU.sparse.offset", "100")
            .pax("GNU.sparse.numbytes", "5")
            .pax("GNU.sparse.offset", "8000")
            .pax("GNU.sparse.numbytes", "4")
            .file("s", "firstlast"));
    all.put(
        "sparse 0.1",
        new LayerTar()
            .pax("GNU.sparse.size", "70000")
            .pax("GNU.sparse.numblocks", "2")
            .pax("GNU.sparse.name", "s01")
            .pax("GNU.sparse.map", "0,5,60000,4")
            .file("x", "firstlast"));
    all.put("sparse 1.0", sparse());
    all.put(
        "sparse hole",
        new LayerTar()
            .pax("GNU.sparse.major", "1")
            .pax("GNU.sparse.minor", "0")
            .pax("GNU.sparse.name", "hole")
            .pax("GNU.sparse.realsize", "300000")
            .file("x", padded("1\n300000\n0\n")));
    return all;
  }

  /** Layers that Docker refuses. */
  public static Map<String, LayerTar> refused() {
    Map<String, LayerTar> all = new LinkedHashMap<>();
    all.put("duplicate path", new LayerTar().file("a", "1").file("a", "2"));
    all.put("file then whiteout", new LayerTar().file("a", "1").file(".wh.a", ""));
    all.put("link to a file of a lower layer", new LayerTar().hardLink("a", "below"));
    all.put("link to a directory", new LayerTar().dir("d").hardLink("a", "d"));
    all.put("unknown type", new LayerTar().entry("q", 'Q', "", new byte[0]));
    all.put("contiguous file", new LayerTar().entry("c", '7', "", new byte[0]));
    all.put("through a dangling link", new LayerTar().symlink("ln", "nowhere").file("ln/f", "f"));
    all.put("through a file", new LayerTar().file("f", "f").file("f/g", "g"));
    all.put("whiteout of nothing", new LayerTar().file("d/.wh.", ""));
    all.put("whiteout of the parent", new LayerTar().file("d/.wh...", ""));
    return all;
  }

  private static LayerTar v7() {
    LayerTar tar = new LayerTar();
    byte[] block = tar.mode(0600).block("old", '0', "", LayerTar.bytes("v7"));
    java.util.Arrays.fill(block, 257, 512, (byte) 0);
    block[156] = 0;
    LayerTar.checksum(block);
    tar.file("new", "n");
    tar.entries().add(block);
    return tar;
  }

  private static LayerTar sparse() {
    return new LayerTar()
        .pax("GNU.sparse.major", "1")
        .pax("GNU.sparse.minor", "0")
        .pax("GNU.sparse.name", "s10")
        .pax("GNU.sparse.realsize", "9437184")
        .file(
            "GNUSparseFile.0/x",
            padded("2\n4096\n512\n9436672\n512\n") + "a".repeat(512) + "b".repeat(512));
  }

  private static String padded(String text) {
    return text + "\0".repeat(-text.length() & 511);
  }

  private static String acl(int tag, int permissions, long id) {
    StringBuilder entry = new StringBuilder();
    entry.append((char) tag).append('\0').append((char) permissions).append('\0');
    for (int shift = 0; shift < 32; shift += 8) {
      entry.append((char) (id >> shift & 0xff));
    }
    return entry.toString();
  }
}
