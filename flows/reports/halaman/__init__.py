"""The year as one page that opens by double click, and the SKM poster: HTML with a bundled charting library, no network."""
