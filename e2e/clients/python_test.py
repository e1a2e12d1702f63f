"""Real boto3 through the bridge: what clients see on the wire (B-201 to B-206 of the checks), and every action once."""

import base64
import hashlib
import json
import os
import re
import subprocess
import threading
import unittest
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


class Bridge:
    """Headless, and time stands still until it is moved."""

    def __init__(self):
        program = os.environ.get("ORDER_BOARD_BRIDGE", "target/debug/bridge")
        command = [program, "--virtual-clock", "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http:\S+", self.process.stdout.readline())[0]

    def post(self, path, body=b"", headers=None):
        request = urllib.request.Request(self.address + path, data=body, headers=headers or {}, method="POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())

    def call(self, action, body, path="/"):
        headers = {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": f"AmazonSQS.{action}"}
        return self.post(path, json.dumps(body).encode(), headers)

    def advance(self, seconds):
        return self.post("/_clock", json.dumps({"advance_ms": seconds * 1000}).encode())

    def reset(self):
        self.post("/moto-api/reset")

    def stop(self):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait(60)


class ThroughTheBridge(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bridge = Bridge()
        cls.addClassCleanup(cls.bridge.stop)
        session = boto3.session.Session(aws_access_key_id="any", aws_secret_access_key="any", region_name="us-east-1")
        config = Config(retries={"max_attempts": 0})
        cls.sqs = session.client("sqs", endpoint_url=cls.bridge.address, config=config)
        cls.addClassCleanup(cls.sqs.close)
        cls.called = set()
        cls.sqs.meta.events.register("before-call.sqs", lambda model, **_: cls.called.add(model.name))

    def setUp(self):
        self.bridge.reset()

    def make(self, name, attributes=None, **more):
        return self.sqs.create_queue(QueueName=name, Attributes=attributes or {}, **more)["QueueUrl"]

    def refused(self, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        return caught.exception

    def attribute(self, url, name):
        answer = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name])
        return answer.get("Attributes", {}).get(name)

    def test_b_201_modelled_errors_carry_their_type_and_the_older_code(self):
        sqs, aws = self.sqs, "AWS.SimpleQueueService."
        url = self.make("orders")

        def entries(*ids):
            return {"QueueUrl": url, "Entries": [{"Id": name, "MessageBody": "latte"} for name in ids]}

        long = {"QueueUrl": url, "Entries": [{"Id": name, "MessageBody": "x" * 600_000} for name in "ab"]}
        twice = {"QueueUrl": self.make("twice")}
        sqs.purge_queue(**twice)
        gone = self.make("gone")
        sqs.delete_queue(QueueUrl=gone)
        nowhere = "arn:aws:sqs:us-east-1:000000000000:nowhere"
        cases = [
            ("QueueDoesNotExist", aws + "NonExistentQueue", sqs.get_queue_url, {"QueueName": "nowhere"}),
            (
                "QueueNameExists",
                "QueueAlreadyExists",
                sqs.create_queue,
                {"QueueName": "orders", "Attributes": {"DelaySeconds": "9"}},
            ),
            ("QueueDeletedRecently", aws + "QueueDeletedRecently", sqs.create_queue, {"QueueName": "gone"}),
            ("PurgeQueueInProgress", aws + "PurgeQueueInProgress", sqs.purge_queue, twice),
            ("EmptyBatchRequest", aws + "EmptyBatchRequest", sqs.send_message_batch, entries()),
            (
                "TooManyEntriesInBatchRequest",
                aws + "TooManyEntriesInBatchRequest",
                sqs.send_message_batch,
                entries(*"abcdefghijk"),
            ),
            (
                "BatchEntryIdsNotDistinct",
                aws + "BatchEntryIdsNotDistinct",
                sqs.send_message_batch,
                entries("a", "a"),
            ),
            ("InvalidBatchEntryId", aws + "InvalidBatchEntryId", sqs.send_message_batch, entries("a b")),
            ("BatchRequestTooLong", aws + "BatchRequestTooLong", sqs.send_message_batch, long),
            (
                "InvalidAttributeName",
                "InvalidAttributeName",
                sqs.set_queue_attributes,
                {"QueueUrl": url, "Attributes": {"Sugar": "1"}},
            ),
            (
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                sqs.set_queue_attributes,
                {"QueueUrl": url, "Attributes": {"DelaySeconds": "901"}},
            ),
            ("InvalidMessageContents", "InvalidMessageContents", sqs.send_message, {"QueueUrl": url, "MessageBody": "\x01"}),
            (
                "ReceiptHandleIsInvalid",
                "ReceiptHandleIsInvalid",
                sqs.delete_message,
                {"QueueUrl": url, "ReceiptHandle": "nothing"},
            ),
            (
                "ResourceNotFoundException",
                "ResourceNotFoundException",
                sqs.start_message_move_task,
                {"SourceArn": nowhere},
            ),
        ]
        bodies = []
        sqs.meta.events.register_last("before-parse.sqs", lambda response_dict, **_: bodies.append(response_dict["body"]))
        for name, code, call, arguments in cases:
            with self.subTest(name):
                error = self.refused(call, **arguments).response
                headers = error["ResponseMetadata"]["HTTPHeaders"]
                self.assertEqual(json.loads(bodies[-1])["__type"], f"com.amazonaws.sqs#{name}")
                self.assertEqual(headers["x-amzn-query-error"], f"{code};Sender")
                self.assertEqual(headers["content-type"], "application/x-amz-json-1.0")
                self.assertEqual(error["Error"]["Code"], code)

    def test_b_202_a_queue_that_is_not_there_raises_its_own_class(self):
        with self.assertRaises(self.sqs.exceptions.QueueDoesNotExist) as caught:
            self.sqs.get_queue_url(QueueName="nowhere")
        error = caught.exception.response["Error"]
        self.assertEqual(error["Code"], "AWS.SimpleQueueService.NonExistentQueue")
        self.assertEqual(error["QueryErrorCode"], "QueueDoesNotExist")

    def test_b_203_errors_outside_the_model_have_both_codes(self):
        error = self.refused(self.sqs.receive_message, QueueUrl=self.make("orders"), MaxNumberOfMessages=11)
        self.assertEqual(error.response["Error"]["Code"], "InvalidParameterValue")
        self.assertEqual(error.response["Error"]["QueryErrorCode"], "InvalidParameterValueException")
        self.assertEqual(error.response["Error"]["Type"], "Sender")

    def test_b_204_the_path_of_the_queue_serves_as_well_as_the_root(self):
        url = self.make("orders")
        body = {"QueueUrl": url, "AttributeNames": ["All"]}
        path = url.removeprefix(self.bridge.address)
        own = self.bridge.call("GetQueueAttributes", body, path)
        self.assertIn("QueueArn", own["Attributes"])
        self.assertEqual(own, self.bridge.call("GetQueueAttributes", body))

    def test_b_205_bytes_come_back_as_they_were_sent(self):
        url, art = self.make("orders"), bytes(range(256))
        attributes = {"art": {"DataType": "Binary", "BinaryValue": art}}
        self.sqs.send_message(QueueUrl=url, MessageBody="latte", MessageAttributes=attributes)
        received = self.sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"])
        self.assertEqual(received["Messages"][0]["MessageAttributes"], attributes)
        self.bridge.advance(30)
        raw = self.bridge.call("ReceiveMessage", {"QueueUrl": url, "MessageAttributeNames": ["All"]})
        value = raw["Messages"][0]["MessageAttributes"]["art"]["BinaryValue"]
        self.assertEqual(value, base64.b64encode(art).decode())

    def test_b_206_checksums_agree(self):
        url, body = self.make("orders"), "café ☕"
        attributes = {
            "drink": {"DataType": "String", "StringValue": "flat white"},
            "shots": {"DataType": "Number", "StringValue": "2"},
            "art": {"DataType": "Binary", "BinaryValue": b"\x00\x01\x02\xff"},
        }
        sent = self.sqs.send_message(QueueUrl=url, MessageBody=body, MessageAttributes=attributes)
        self.assertEqual(sent["MD5OfMessageBody"], hashlib.md5(body.encode()).hexdigest())
        self.assertEqual(sent["MD5OfMessageAttributes"], "22ceb1c82d76fc64b67c868b4b3f6ce4")
        received = self.sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"])["Messages"][0]
        self.assertEqual((received["Body"], received["MD5OfBody"]), (body, sent["MD5OfMessageBody"]))
        self.assertEqual(received["MD5OfMessageAttributes"], sent["MD5OfMessageAttributes"])

    def test_a_waiting_receive_gets_the_message_that_comes(self):
        url, answers = self.make("orders"), []
        receive = lambda: answers.append(self.sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20))
        waiting = threading.Thread(target=receive)
        waiting.start()
        self.sqs.send_message(QueueUrl=url, MessageBody="latte")
        waiting.join(60)
        self.assertEqual(answers[0]["Messages"][0]["Body"], "latte")

    def test_long_times_pass_at_once(self):
        url = self.make("slow", {"DelaySeconds": "900", "VisibilityTimeout": "43200", "MessageRetentionPeriod": "1209600"})
        receive = lambda: [message["Body"] for message in self.sqs.receive_message(QueueUrl=url).get("Messages", [])]
        self.sqs.send_message(QueueUrl=url, MessageBody="cold brew")
        seen = [receive()]
        for seconds in (899, 1, 43_199, 1, 1_166_000):
            self.bridge.advance(seconds)
            seen.append(receive())
        self.assertEqual(seen, [[], [], ["cold brew"], [], ["cold brew"], []])

    def test_every_action_answers(self):
        self.called.clear()
        sqs = self.sqs
        dead = self.make("dead")
        dead_arn = self.attribute(dead, "QueueArn")
        self.assertEqual(dead_arn, "arn:aws:sqs:us-east-1:000000000000:dead")
        redrive = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 1})
        url = self.make("orders", {"RedrivePolicy": redrive, "VisibilityTimeout": "60"}, tags={"shop": "corner"})

        self.assertEqual(sqs.get_queue_url(QueueName="orders")["QueueUrl"], url)
        self.assertEqual(sqs.list_queues(QueueNamePrefix="or")["QueueUrls"], [url])
        pages = sqs.get_paginator("list_queues").paginate(PaginationConfig={"PageSize": 1})
        self.assertCountEqual([url for page in pages for url in page.get("QueueUrls", [])], [dead, url])

        sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "90"})
        self.assertEqual(self.attribute(url, "VisibilityTimeout"), "90")
        sqs.tag_queue(QueueUrl=url, Tags={"size": "small"})
        sqs.untag_queue(QueueUrl=url, TagKeys=["shop"])
        self.assertEqual(sqs.list_queue_tags(QueueUrl=url)["Tags"], {"size": "small"})
        sqs.add_permission(QueueUrl=url, Label="all", AWSAccountIds=["111122223333"], Actions=["SendMessage"])
        self.assertIn("111122223333", self.attribute(url, "Policy"))
        sqs.remove_permission(QueueUrl=url, Label="all")
        self.assertNotIn("111122223333", self.attribute(url, "Policy") or "")

        trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
        system = {"AWSTraceHeader": {"DataType": "String", "StringValue": trace}}
        sent = sqs.send_message(QueueUrl=url, MessageBody="latte", MessageSystemAttributes=system)
        self.assertEqual(sent["MD5OfMessageSystemAttributes"], "5ae4d5d7636402d80f4eb6d213245a88")
        entries = [
            {"Id": "good", "MessageBody": "mocha"},
            {"Id": "late", "MessageBody": "tea", "DelaySeconds": 901},
            {"Id": "next", "MessageBody": "chai"},
        ]
        batch = sqs.send_message_batch(QueueUrl=url, Entries=entries)
        self.assertEqual([entry["Id"] for entry in batch["Successful"]], ["good", "next"])
        self.assertEqual([(entry["Id"], entry["SenderFault"]) for entry in batch["Failed"]], [("late", True)])

        names = {"MaxNumberOfMessages": 10, "MessageSystemAttributeNames": ["All"]}
        messages = sqs.receive_message(QueueUrl=url, **names)["Messages"]
        self.assertEqual((len(messages), messages[0]["MessageId"]), (3, sent["MessageId"]))
        self.assertEqual(messages[0]["Attributes"]["AWSTraceHeader"], trace)
        one, two, three = (message["ReceiptHandle"] for message in messages)
        sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=one, VisibilityTimeout=600)
        entries = [{"Id": "two", "ReceiptHandle": two, "VisibilityTimeout": 0}]
        changed = sqs.change_message_visibility_batch(QueueUrl=url, Entries=entries)
        self.assertEqual(changed["Successful"][0]["Id"], "two")
        sqs.delete_message(QueueUrl=url, ReceiptHandle=one)
        gone = sqs.delete_message_batch(QueueUrl=url, Entries=[{"Id": "three", "ReceiptHandle": three}])
        self.assertEqual(gone["Successful"][0]["Id"], "three")

        # Its second receive finds it dead.
        self.assertNotIn("Messages", sqs.receive_message(QueueUrl=url))
        self.assertEqual(sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"], [url])
        count = lambda queue: self.attribute(queue, "ApproximateNumberOfMessages")
        self.assertEqual((count(dead), count(url)), ("1", "0"))

        sqs.start_message_move_task(SourceArn=dead_arn)
        self.bridge.advance(60)
        done = sqs.list_message_move_tasks(SourceArn=dead_arn)["Results"][0]
        self.assertEqual((done["Status"], done["ApproximateNumberOfMessagesMoved"]), ("COMPLETED", 1))
        self.assertEqual((count(dead), count(url)), ("0", "1"))
        for body in "abc":
            sqs.send_message(QueueUrl=dead, MessageBody=body)
        started = sqs.start_message_move_task(
            SourceArn=dead_arn, DestinationArn=self.attribute(url, "QueueArn"), MaxNumberOfMessagesPerSecond=1
        )
        cancelled = sqs.cancel_message_move_task(TaskHandle=started["TaskHandle"])
        self.assertIsInstance(cancelled["ApproximateNumberOfMessagesMoved"], int)

        sqs.purge_queue(QueueUrl=url)
        self.assertEqual(count(url), "0")
        sqs.delete_queue(QueueUrl=url)
        self.refused(sqs.get_queue_url, QueueName="orders")
        self.assertCountEqual(self.called, sqs.meta.service_model.operation_names)

    def test_fifo_queues_keep_the_order_of_their_groups(self):
        url = self.make("line.fifo", {"FifoQueue": "true", "ContentBasedDeduplication": "true"})
        send = lambda body, group: self.sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId=group)
        receive = lambda: self.sqs.receive_message(QueueUrl=url).get("Messages", [])
        first = send("a1", "a")
        again = send("a1", "a")
        self.assertEqual((again["MessageId"], again["SequenceNumber"]), (first["MessageId"], first["SequenceNumber"]))
        send("a2", "a")
        send("b1", "b")
        (one,), (two,) = receive(), receive()
        self.assertEqual((one["Body"], two["Body"], receive()), ("a1", "b1", []))
        self.sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
        self.assertEqual([message["Body"] for message in receive()], ["a2"])


if __name__ == "__main__":
    unittest.main()
