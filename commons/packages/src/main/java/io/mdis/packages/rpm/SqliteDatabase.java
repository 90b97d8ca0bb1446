package io.mdis.packages.rpm;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * {@code rpmdb.sqlite} of rpm since 4.16 (rpm, lib/backend/sqlite.c): the table {@code Packages}
 * has a header in each row. Opened as a copy of our own, so that a write-ahead log beside it is
 * taken in; nothing that the file's schema defines is run.
 */
final class SqliteDatabase implements HeaderBlobs {
  private static final int SECONDS = 60;

  private final Path file;

  SqliteDatabase(Path file) {
    this.file = file;
  }

  @Override
  public void forEach(Sink sink) throws IOException, RpmDatabaseException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      harden(connection);
      read(connection, sink);
    } catch (SQLException e) {
      throw new RpmDatabaseException("can't be read: " + e.getMessage());
    }
  }

  /** A view or trigger of a hostile file must not get to do anything (sqlite.org/security). */
  private static void harden(Connection connection) throws SQLException, RpmDatabaseException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma trusted_schema = off");
      statement.execute("pragma cell_size_check = on");
      statement.execute("pragma mmap_size = 0");
      try (ResultSet rows =
          statement.executeQuery("select type from sqlite_master where name = 'Packages'")) {
        if (!rows.next() || !"table".equals(rows.getString(1))) {
          throw new RpmDatabaseException("has no table Packages");
        }
      }
    }
  }

  private static void read(Connection connection, Sink sink) throws SQLException {
    String query =
        "select hnum, length(blob), case when length(blob) <= ? then blob end"
            + " from Packages order by hnum";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setQueryTimeout(SECONDS);
      statement.setInt(1, MAX_HEADER);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          byte[] value = rows.getBytes(3);
          if (value == null) {
            sink.problem("package " + rows.getLong(1) + " has " + rows.getLong(2) + " bytes");
          } else if (!sink.header(value)) {
            return;
          }
        }
      }
    }
  }
}
