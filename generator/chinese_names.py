"""Chinese surnames and given names with their pinyin, the commonest first; given names by generation."""

from __future__ import annotations

from typing import NamedTuple

# Ministry of Public Security, 《二〇二〇年全国姓名报告》: the hundred commonest surnames, in order.
SURNAMES = (
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu "
    "周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao "
    "罗luo 郑zheng 梁liang 谢xie 宋song 唐tang 许xu 邓deng 冯feng "
    "韩han 曹cao 曾zeng 彭peng 萧xiao 蔡cai 潘pan 田tian 董dong "
    "袁yuan 于yu 余yu 叶ye 蒋jiang 杜du 苏su 魏wei 程cheng "
    "吕lv 丁ding 沈shen 任ren 姚yao 卢lu 傅fu 钟zhong 姜jiang 崔cui "
    "谭tan 廖liao 范fan 汪wang 陆lu 金jin 石shi 戴dai 贾jia "
    "韦wei 夏xia 邱qiu 方fang 侯hou 邹zou 熊xiong 孟meng 秦qin 白bai "
    "江jiang 阎yan 薛xue 尹yin 段duan 雷lei 黎li 史shi 龙long "
    "陶tao 贺he 顾gu 毛mao 郝hao 龚gong 邵shao 万wan 钱qian 严yan "
    "赖lai 覃qin 洪hong 武wu 莫mo 孔kong 欧阳ouyang 司马sima 上官shangguan 诸葛zhuge"
)
GENERATIONS = (1970, 1990)  # years of birth at which the fashion changes
FEMALE = (
    "英ying 秀xiu 芳fang 兰lan 玉yu 桂gui 珍zhen 华hua 梅mei 红hong "
    "凤feng 丽li 琴qin 霞xia 云yun 莲lian 春chun 淑shu 萍ping 香xiang",
    "丽li 敏min 静jing 燕yan 娟juan 艳yan 芳fang 霞xia 娜na 婷ting "
    "玲ling 晓xiao 雪xue 慧hui 莉li 红hong 颖ying 琳lin 洁jie 丹dan",
    "雨yu 婷ting 欣xin 怡yi 佳jia 梦meng 思si 诗shi 涵han 琪qi "
    "雅ya 悦yue 瑶yao 萱xuan 妍yan 子zi 语yu 璐lu 晴qing 月yue",
)
MALE = (
    "国guo 建jian 明ming 志zhi 德de 华hua 军jun 平ping 文wen 林lin "
    "成cheng 永yong 民min 福fu 金jin 祥xiang 忠zhong 海hai 生sheng 荣rong",
    "伟wei 强qiang 军jun 磊lei 勇yong 杰jie 涛tao 超chao 斌bin 鹏peng "
    "波bo 刚gang 峰feng 辉hui 飞fei 俊jun 浩hao 亮liang 凯kai 旭xu",
    "宇yu 浩hao 子zi 博bo 轩xuan 俊jun 杰jie 泽ze 文wen 昊hao "
    "晨chen 天tian 睿rui 嘉jia 铭ming 航hang 皓hao 哲zhe 逸yi 一yi",
)


class Name(NamedTuple):
    """A surname or a character of a given name, with its pinyin without tones."""

    hanzi: str
    pinyin: str


def parts(listed: str) -> tuple[Name, ...]:
    """The entries of a list such as "王wang 李li".

    >>> parts("王wang 欧阳ouyang")[1]
    Name(hanzi='欧阳', pinyin='ouyang')
    """
    found = []
    for entry in listed.split():
        latin = entry.lstrip("".join(character for character in entry if not character.isascii()))
        found.append(Name(entry[: len(entry) - len(latin)], latin))
    return tuple(found)
