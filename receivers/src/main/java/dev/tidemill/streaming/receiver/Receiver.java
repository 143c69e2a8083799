package dev.tidemill.streaming.receiver;

public abstract class Receiver<T> {}
