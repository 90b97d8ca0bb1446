package io.mdis.embedded.database;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * One file of ordered maps. A change returns when it is on disk; changes that come while a commit
 * is under way share the next one. A commit never holds half of a change, so after a crash a
 * document and its index entries agree.
 */
final class DurableStore implements AutoCloseable {
  private static final String DOCUMENTS = "documents.";
  private static final String INDEX = "index.";
  private static final String NAMESPACES = ".system.namespaces";
  private static final int CACHE_MEBIBYTES = 32;

  /** How long a freed part of the file is kept: longer than a commit is ever without its sync. */
  private static final int RETENTION_MILLIS = 1_000;

  private final MVStore store;
  private final ReentrantReadWriteLock changes = new ReentrantReadWriteLock(true);
  private final GroupCommit commits = new GroupCommit(this::commit);
  private final Compaction compaction;

  /**
   * @throws org.h2.mvstore.MVStoreException if another process has the file, or it is damaged
   */
  DurableStore(Path file) {
    store =
        new MVStore.Builder()
            .fileName(file.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEBIBYTES)
            .open();
    store.setRetentionTime(RETENTION_MILLIS);
    store.setVersionsToKeep(0);
    compaction = new Compaction(store, changes.writeLock());
  }

  /** Runs an action that changes maps and waits until the change is on disk. */
  <T> T change(Supplier<T> action) {
    compaction.awaitRoom();
    T result;
    changes.readLock().lock();
    try {
      result = action.get();
    } finally {
      changes.readLock().unlock();
    }
    commits.await();
    return result;
  }

  private void commit() {
    changes.writeLock().lock();
    try {
      store.commit();
    } finally {
      changes.writeLock().unlock();
    }
    store.sync();
  }

  MVMap<byte[], byte[]> documents(String namespace) {
    return store.openMap(
        DOCUMENTS + namespace,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  MVMap<byte[], Long> index(String namespace, String name) {
    return store.openMap(
        indexMap(namespace, name),
        new MVMap.Builder<byte[], Long>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(LongDataType.INSTANCE));
  }

  void removeDocuments(String namespace) {
    store.removeMap(DOCUMENTS + namespace);
  }

  void removeIndex(String namespace, String name) {
    store.removeMap(indexMap(namespace, name));
  }

  private static String indexMap(String namespace, String name) {
    return INDEX + namespace + "/" + name;
  }

  /** The names of the databases in the file. */
  Set<String> databases() {
    return store.getMapNames().stream()
        .filter(name -> name.startsWith(DOCUMENTS) && name.endsWith(NAMESPACES))
        .map(name -> name.substring(DOCUMENTS.length(), name.length() - NAMESPACES.length()))
        .collect(Collectors.toSet());
  }

  /** Bytes of the file. */
  long fileSize() {
    return store.getFileStore().size();
  }

  @Override
  public void close() {
    compaction.close();
    if (!store.isClosed()) {
      commits.await();
      store.close();
    }
  }
}
