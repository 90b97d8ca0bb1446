package io.mdis.worker.rejudge;

/** Which knowledge of a dimension is in use somewhere: databases, signatures, samples, rules. */
@FunctionalInterface
public interface KnowledgeVersions {

  /**
   * Says that a worker has this knowledge, and whether it is the one to judge by: the one that came
   * last of those in use. A worker that lags then doesn't judge back what others judged; knowledge
   * that somebody puts back on purpose counts once no worker has the newer one.
   *
   * @param version of the worker's own knowledge
   */
  boolean newest(String version);
}
