package io.mdis.agent.enrol;

import java.io.IOException;

/** Where an identity is kept. */
public interface IdentitySource {
  /** The one that is to be used now. */
  Identity read() throws IOException;

  /** Whether the agent renews it; else somebody else does. */
  boolean renewable();

  /** Replaces one that is renewable. */
  void write(Identity identity) throws IOException;
}
