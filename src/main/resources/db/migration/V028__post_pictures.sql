-- Pictures from elsewhere are kept for a month.
CREATE INDEX post_picture_age ON post_picture (fetched_at);
