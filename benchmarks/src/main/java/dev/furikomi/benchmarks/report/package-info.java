/** What a run found, as HTML, Markdown, SVG and JSON. */
@NullMarked
package dev.furikomi.benchmarks.report;

import org.jspecify.annotations.NullMarked;
