/**
 * Answers to a Kubernetes API server, which asks before it lets a pod or workload in (Kubernetes,
 * "Dynamic Admission Control", AdmissionReview v1). Knows neither HTTP nor a database.
 */
package io.mdis.report.admission;
