/** Policies as a repository holds them: YAML files, read strictly. */
package io.mdis.policy.file;
