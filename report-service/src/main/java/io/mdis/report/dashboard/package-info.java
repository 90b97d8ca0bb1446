/**
 * What an analyst sees first: how the fleet of images stands today and how that changed, counted in
 * the background so that the page costs the same for ten images and for a hundred thousand. Knows
 * neither HTTP nor a database.
 */
package io.mdis.report.dashboard;
