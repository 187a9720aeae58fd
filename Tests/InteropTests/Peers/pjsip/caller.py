"""A caller on PJSIP: calls, presses keys, may hold, records what it hears, and tells what happened as JSON lines.

    caller.py --uri sip:NUMBER@HOST:PORT --identity sip:NUMBER@127.0.0.1 --sip PORT --rtp PORT --record FILE.wav
              [--keys KEYS] [--hold SECONDS] [--stay SECONDS] [--user NAME --password WORD] [--timer SECONDS]

It stays until the desk hangs up, or for --stay seconds.
"""

import argparse
import json
import sys
import time

import pjsua2 as pj


def tell(what, **values):
    print(json.dumps({"event": what, **values}), flush=True)


class Call(pj.Call):
    def __init__(self, account, recorder):
        pj.Call.__init__(self, account)
        self.recorder = recorder
        self.is_confirmed = False
        self.is_over = False

    def onCallState(self, prm):
        info = self.getInfo()
        tell("state", state=info.stateText, code=info.lastStatusCode, reason=info.lastReason)
        self.is_confirmed = info.state == pj.PJSIP_INV_STATE_CONFIRMED
        self.is_over = info.state == pj.PJSIP_INV_STATE_DISCONNECTED

    def onCallMediaState(self, prm):
        info = self.getInfo()
        for index, media in enumerate(info.media):
            tell("media", status=media.status, direction=media.dir)
            if media.type == pj.PJMEDIA_TYPE_AUDIO and media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                self.getAudioMedia(index).startTransmit(self.recorder)

    def onCallTsxState(self, prm):
        event = prm.e.body.tsxState.tsx
        if event.state == pj.PJSIP_TSX_STATE_COMPLETED or event.state == pj.PJSIP_TSX_STATE_TERMINATED:
            tell("transaction", method=event.method, code=event.statusCode, role=event.role)


class Phone:
    def __init__(self, options):
        self.options = options
        self.endpoint = pj.Endpoint()
        self.endpoint.libCreate()
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.logConfig.level = 5
        config.logConfig.consoleLevel = 0
        config.logConfig.filename = options.record + ".log"
        config.medConfig.clockRate = 8000
        config.medConfig.sndClockRate = 8000
        config.medConfig.noVad = True
        self.endpoint.libInit(config)
        transport = pj.TransportConfig()
        transport.port = options.sip
        transport.boundAddress = "127.0.0.1"
        self.endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
        self.endpoint.libStart()
        self.endpoint.audDevManager().setNullDev()
        for codec in self.endpoint.codecEnum2():
            self.endpoint.codecSetPriority(codec.codecId, 200 if codec.codecId.startswith("PCMA") else 0)

    def account(self):
        options = self.options
        config = pj.AccountConfig()
        config.idUri = options.identity
        config.mediaConfig.transportConfig.port = options.rtp
        config.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
        if options.timer:
            config.callConfig.timerUse = pj.PJSUA_SIP_TIMER_ALWAYS
            config.callConfig.timerMinSESec = options.timer
            config.callConfig.timerSessExpiresSec = options.timer
        if options.user:
            config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", options.user, 0, options.password))
        account = pj.Account()
        account.create(config)
        return account

    def run_for(self, seconds, until=lambda: False):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            self.endpoint.libHandleEvents(20)

    def run(self):
        options = self.options
        account = self.account()
        recorder = pj.AudioMediaRecorder()
        recorder.createRecorder(options.record)
        call = Call(account, recorder)
        call.makeCall(options.uri, pj.CallOpParam(True))
        self.run_for(20, lambda: call.is_confirmed or call.is_over)
        self.run_for(1, lambda: call.is_over)
        if call.is_confirmed and options.hold:
            call.setHold(pj.CallOpParam(True))
            self.run_for(options.hold, lambda: call.is_over)
            if not call.is_over:
                parameters = pj.CallOpParam(True)
                parameters.opt.flag = pj.PJSUA_CALL_UNHOLD
                call.reinvite(parameters)
            self.run_for(1, lambda: call.is_over)
        for key in options.keys:
            if call.is_confirmed:
                call.dialDtmf(key)
                self.run_for(0.3, lambda: call.is_over)
        self.run_for(options.stay, lambda: call.is_over)
        if not call.is_over:
            tell("hangs up")
            call.hangup(pj.CallOpParam(True))
            self.run_for(3, lambda: call.is_over)
        del call, recorder
        account.shutdown()
        self.endpoint.libDestroy()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--uri", required=True)
    parser.add_argument("--identity", required=True)
    parser.add_argument("--sip", type=int, required=True)
    parser.add_argument("--rtp", type=int, required=True)
    parser.add_argument("--record", required=True)
    parser.add_argument("--keys", default="")
    parser.add_argument("--hold", type=float, default=0)
    parser.add_argument("--stay", type=float, default=60)
    parser.add_argument("--user")
    parser.add_argument("--password", default="")
    parser.add_argument("--timer", type=int, default=0)
    Phone(parser.parse_args()).run()
    sys.stdout.flush()


main()
