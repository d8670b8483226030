package io.faden.routing.engine;

import java.util.Arrays;

/** Items by {@link Order}, as a binary heap that any of them can leave. */
final class Line {
  private Waiting[] heap = new Waiting[4];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  Waiting first() {
    return heap[0];
  }

  void add(Waiting item) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    rise(item, size++);
  }

  void remove(Waiting item) {
    int hole = item.position;
    Waiting last = heap[--size];
    heap[size] = null;
    if (last == item) {
      return;
    }
    if (hole > 0 && last.order.compareTo(heap[(hole - 1) / 2].order) < 0) {
      rise(last, hole);
    } else {
      sink(last, hole);
    }
  }

  private void rise(Waiting item, int from) {
    int hole = from;
    while (hole > 0) {
      Waiting parent = heap[(hole - 1) / 2];
      if (parent.order.compareTo(item.order) <= 0) {
        break;
      }
      put(parent, hole);
      hole = (hole - 1) / 2;
    }
    put(item, hole);
  }

  private void sink(Waiting item, int from) {
    int hole = from;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size && heap[child + 1].order.compareTo(heap[child].order) < 0) {
        child++;
      }
      if (item.order.compareTo(heap[child].order) <= 0) {
        break;
      }
      put(heap[child], hole);
      hole = child;
    }
    put(item, hole);
  }

  private void put(Waiting item, int hole) {
    heap[hole] = item;
    item.position = hole;
  }
}
