/**
 * The HTTP of Harbor's pluggable scanner API 1.2 (goharbor/pluggable-scanner-spec,
 * api/spec/scanner-adapter-openapi-v1.2.yaml), below {@code /api/v1} as in every version of it.
 */
package io.mdis.harbor.rest;
