/** What running tasks have of their own. Knows neither plans nor engines. */
package dev.tidemill.core.task;
