package com.example.streaming;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaReceiverInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.receiver.Receiver;

public class CustomReceiver extends Receiver<String> {
  String host = null;
  int port = -1;

  public CustomReceiver(String host_, int port_) {
    super(StorageLevel.MEMORY_AND_DISK_2());
    host = host_;
    port = port_;
  }

  public void onStart() {
    new Thread() {
      @Override public void run() {
        receive();
      }
    }.start();
  }

  public void onStop() {
    // The thread ends by itself when isStopped() is true
  }

  private void receive() {
    String userInput = null;
    try (Socket socket = new Socket(host, port);
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), "UTF-8"))) {
      while (!isStopped() && (userInput = reader.readLine()) != null) {
        store(userInput);
      }
      restart("Trying to connect again");
    } catch (ConnectException ce) {
      restart("Could not connect", ce);
    } catch (Throwable t) {
      restart("Error receiving data", t);
    }
  }

  public static void main(String[] args) {
    SparkConf sparkConf = new SparkConf().setAppName("JavaCustomReceiver");
    JavaStreamingContext ssc = new JavaStreamingContext(sparkConf, new Duration(1000));
    JavaReceiverInputDStream<String> lines = ssc.receiverStream(new CustomReceiver(args[0], Integer.parseInt(args[1])));
    lines.flatMap(x -> Arrays.asList(x.split(" "))).countByValue().print();
    ssc.start();
    ssc.awaitTermination();
  }
}
