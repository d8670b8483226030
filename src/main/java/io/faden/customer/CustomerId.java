package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record CustomerId(@JsonValue long value) implements Id {}
