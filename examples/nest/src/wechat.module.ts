import { Body, Controller, Injectable, Module, Post } from '@nestjs/common'
import { createOpenapi } from 'wx-openapi-shim'

/** WeChat's server API, with the account of the environment. */
@Injectable()
export class WeChat {
  readonly openapi = createOpenapi()
}

@Controller('phones')
export class PhoneController {
  constructor(private readonly weChat: WeChat) {}

  /** The phone number of a user, by the code that a button of the page gave. */
  @Post()
  async find(@Body() { code }: { code: string }): Promise<{ phone: string }> {
    const { phoneInfo } = await this.weChat.openapi.phonenumber.getPhoneNumber({ code })
    return { phone: phoneInfo.purePhoneNumber }
  }
}

@Module({ controllers: [PhoneController], providers: [WeChat] })
export class WeChatModule {}
